import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { DriverError } from '../../../core/driver-error.js';
import { systemClock } from '../../../adapters/system-clock.js';
import { isClaimed } from './control-plane-claim.js';
import { findControlPlane } from './control-plane-client.js';
import type { ControlPlaneRecord } from './control-plane-record.js';
import { type LaunchControlPlane, logPath } from './launch-control-plane.js';

/** The input of `establishControlPlane`. */
export interface Establishment {
  readonly directory: string;
  readonly cluster: string;
  readonly launch: LaunchControlPlane;
  readonly signal: AbortSignal;
  /** Called each time a process was started. */
  launched(): Promise<void>;
}

/** How long a control plane may take to answer, in milliseconds of real time: it is a process of its own. */
const patienceMs = 15_000;
const pollMs = 10;
const maxLaunches = 3;

/**
 * Returns the record of the cluster's control plane: of the one that runs, of one that is starting, or of one that this
 * call starts because no living process has the claim. However many calls run at once, there is one control plane.
 * @throws UNAVAILABLE if none answers in time, CONFLICT if another cluster's does
 */
export async function establishControlPlane(wanted: Establishment): Promise<ControlPlaneRecord> {
  const { directory, cluster, signal } = wanted;
  const deadline = Date.now() + patienceMs;
  let child: ChildProcess | undefined;
  let launches = 0;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const record = await findControlPlane(directory, cluster);
    if (record !== undefined) return record;
    const isOver = child?.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (isOver && !(await isClaimed(directory))) {
      if (launches === maxLaunches) break;
      launches += 1;
      child = wanted.launch(directory, cluster);
      await wanted.launched();
    }
    await systemClock.sleep(pollMs, signal);
  }
  const why = (await isClaimed(directory)) ? 'its process runs and does not answer' : 'its process ends at once';
  throw new DriverError('UNAVAILABLE', {
    attempted: `start the control plane of cluster ${cluster}`,
    why: `${why}${await endOfLog(directory)}`,
  });
}

async function endOfLog(directory: string): Promise<string> {
  const log = await readFile(logPath(directory), 'utf8').catch(() => '');
  const lines = log.trim().split('\n').slice(-5).join(' / ');
  return lines === '' ? '' : `; its log ends: ${lines}`;
}
