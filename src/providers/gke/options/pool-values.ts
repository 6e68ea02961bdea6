import type { OptionValues } from '../../../core/options/option-table.js';
import type { gkeNodeOptions } from './gke-node-options.js';
import type { GkeOptionValues } from './gke-options.js';
import { parsePoolEntries } from './node-pool-entry.js';

/** The options of one pool. */
export interface PoolValues extends Omit<OptionValues<typeof gkeNodeOptions>, 'nodePool' | 'nodePools' | 'nodeCount'> {
  readonly name: string;
  /** Undefined leaves the number of nodes as it is. */
  readonly nodeCount: number | undefined;
}

/**
 * Returns the pools that the options describe: one for each entry of `node-pools`, with the flags as defaults, or else
 * one from the flags alone. `countGiven` is false where the call did not give `node-count`.
 */
export function poolValues(options: GkeOptionValues, countGiven = true): readonly PoolValues[] {
  const { nodePool: name, nodePools: entries, nodeCount, ...flags } = nodeFlags(options);
  const shared = { ...flags, name, nodeCount: countGiven ? nodeCount : undefined };
  if (entries.length === 0) return [shared];
  // The values of an entry are read by the same table as the flags, so they have the same types.
  return parsePoolEntries(entries).map(({ values }) => ({ ...shared, ...(values as Partial<PoolValues>) }));
}

function nodeFlags(options: GkeOptionValues): OptionValues<typeof gkeNodeOptions> {
  return options;
}

/** Whether Google scales the pool by itself. */
export function isAutoscaled({ enableNodepoolAutoscaling: enabled, maxNodeCount }: PoolValues): boolean {
  return enabled === true && maxNodeCount !== undefined && maxNodeCount > 0;
}
