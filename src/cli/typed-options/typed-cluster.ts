import type { DriverReference } from '../../engine/records/cluster-record.js';
import { checkName } from '../context/check-name.js';
import type { CliContext } from '../context/cli-context.js';
import { parseDriverArguments, type DriverArguments } from './driver-arguments.js';
import { describeDriver, type DriverChoice } from './driver-choice.js';
import { findRecord } from '../context/find-record.js';
import { valueReader } from './read-value.js';
import { runOperation } from '../operations/run-operation.js';

/** A cluster that was named on a command line with options of its driver. */
export interface TypedCluster {
  readonly name: string;
  readonly choice: DriverChoice;
  readonly given: DriverArguments;
}

/**
 * Reads the words of a command that takes a driver's options. Which word is the cluster's name depends on these options,
 * and the options depend on the driver. Where no driver was `asked` for, it is the driver of the first word that names a
 * cluster.
 * @throws a usage error when there is no name; NOT_FOUND when no driver was asked for and there is no such cluster
 */
export async function typedCluster(
  context: CliContext,
  verb: string,
  words: readonly string[],
  asked: DriverReference | undefined,
): Promise<TypedCluster> {
  const reference = asked ?? (await findRecord(context, await firstCluster(context, words))).driver;
  const choice = await learnOptions(context, verb, reference);
  const given = await parseDriverArguments(words, choice.table, valueReader(context.terminal));
  const name = checkName(given.positionals[0], 'cluster');
  if (asked !== undefined) return { name, choice, given };
  const { driver } = await findRecord(context, name);
  return JSON.stringify(driver) === JSON.stringify(reference)
    ? { name, choice, given }
    : typedCluster(context, verb, words, driver);
}

/** Learns the options of a driver. One that is not ours is started for this, without a lock, because it changes nothing. */
export function learnOptions(context: CliContext, verb: string, driver: DriverReference): Promise<DriverChoice> {
  if (driver.kind === 'provider') return describeDriver(context, driver, neverOpened);
  const operation = { verb, subject: driver.path, exclusive: false };
  return runOperation(context, operation, ({ openDriver }) => describeDriver(context, driver, openDriver));
}

async function firstCluster({ clusters }: CliContext, words: readonly string[]): Promise<string | undefined> {
  const known = await clusters.names();
  const candidates = words.filter((word) => !word.startsWith('-'));
  return candidates.find((word) => known.includes(word)) ?? candidates[0];
}

function neverOpened(): never {
  throw new Error('a provider of ours is not started to be asked');
}
