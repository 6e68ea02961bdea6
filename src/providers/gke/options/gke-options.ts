import type { OptionTable, OptionValues } from '../../../core/options/option-table.js';
import { gkeClusterOptions } from './gke-cluster-options.js';
import { gkeCredentialOptions } from './gke-credential-options.js';
import { gkeNetworkOptions } from './gke-network-options.js';
import { gkeNodeOptions } from './gke-node-options.js';

/**
 * The options of a GKE cluster: those of Rancher's own Go driver under their names, and further ones of today's API.
 */
export const gkeOptions = {
  ...gkeCredentialOptions,
  ...gkeClusterOptions,
  ...gkeNetworkOptions,
  ...gkeNodeOptions,
} as const satisfies OptionTable;

/** The table's type. */
export type GkeOptions = typeof gkeOptions;

/** The parsed options of a GKE cluster. */
export type GkeOptionValues = OptionValues<GkeOptions>;
