import { DriverError, isDriverError } from '../../../core/driver-error.js';
import { systemClock } from '../../../adapters/system-clock.js';
import { conditionOf, deleteClusterDirectory, refuseForeign } from './cluster-directory.js';
import { isClaimed } from './control-plane-claim.js';
import { requestStop } from './control-plane-client.js';
import { readRecord } from './control-plane-record.js';

/** How long the process may take to end after it was asked to, before it is killed; in milliseconds of real time. */
const usualPatienceMs = 5_000;
const pollMs = 10;
const maxRounds = 20;

/**
 * Ends the control plane of a cluster and deletes its directory; returns when process, port and files are gone. A
 * missing cluster is success.
 * @throws CONFLICT if the directory is somebody else's, UNAVAILABLE if the process cannot be ended
 */
export async function removeControlPlane(
  directory: string,
  cluster: string,
  signal: AbortSignal,
  patienceMs = usualPatienceMs,
): Promise<void> {
  await refuseForeign(directory);
  // A process that was started just before may take the claim at any moment, so this repeats until nothing is left.
  // Files that it writes after the mark was deleted are ours too.
  for (let round = 1; round <= maxRounds; round += 1) {
    signal.throwIfAborted();
    await endProcess(directory, cluster, signal, patienceMs);
    await deleteClusterDirectory(directory);
    if ((await conditionOf(directory)) === 'absent') return;
  }
  throw new DriverError('UNAVAILABLE', {
    attempted: `remove cluster ${cluster}`,
    why: `something goes on writing to ${directory}`,
  });
}

async function endProcess(directory: string, cluster: string, signal: AbortSignal, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let isAsked = false;
  while (await isClaimed(directory)) {
    const record = await readRecord(directory);
    if (record !== undefined && !isAsked) isAsked = await ask(record);
    if (Date.now() >= deadline) {
      await killHolder(directory, cluster);
      return;
    }
    await systemClock.sleep(pollMs, signal);
  }
}

async function ask(record: Parameters<typeof requestStop>[0]): Promise<boolean> {
  try {
    await requestStop(record);
    return true;
  } catch (error) {
    if (isDriverError(error) && error.code === 'UNAVAILABLE') return false;
    throw error;
  }
}

/**
 * Kills the holder of the claim, as the last resort. Only the holder of the claim writes a record, and a new holder
 * deletes the record of the one before. So while the claim has been held for the whole wait above, the process in the
 * record is the holder.
 */
async function killHolder(directory: string, cluster: string): Promise<void> {
  const record = await readRecord(directory);
  if (record?.cluster !== cluster || !(await isClaimed(directory))) {
    const why = 'its process neither serves nor ends';
    throw new DriverError('UNAVAILABLE', {
      attempted: `remove cluster ${cluster}`,
      why,
      whatToDo: 'try again in half a minute',
    });
  }
  process.kill(record.pid, 'SIGKILL');
  const deadline = Date.now() + usualPatienceMs;
  while (await isClaimed(directory)) {
    if (Date.now() >= deadline) {
      throw new DriverError('UNAVAILABLE', {
        attempted: `remove cluster ${cluster}`,
        why: `process ${String(record.pid)} cannot be ended`,
      });
    }
    await systemClock.sleep(pollMs);
  }
}
