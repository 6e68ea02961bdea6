import { DriverError } from '../../core/driver-error.js';
import type { ClusterRecord } from '../../engine/records/cluster-record.js';
import { checkName } from './check-name.js';
import type { CliContext } from './cli-context.js';
import { didYouMean } from './nearest-name.js';

/**
 * Returns the record of the named cluster.
 * @throws a usage error for a text that is no name; NOT_FOUND, with the nearest name
 */
export async function findRecord({ clusters }: CliContext, name: string | undefined): Promise<ClusterRecord> {
  const checked = checkName(name, 'cluster');
  const record = await clusters.read(checked);
  if (record !== undefined) return record;
  const hint = didYouMean(checked, await clusters.names());
  const whatToDo = hint === '' ? '"driver ls" lists them' : undefined;
  throw new DriverError('NOT_FOUND', { why: `there is no cluster named ${checked}${hint}`, whatToDo });
}
