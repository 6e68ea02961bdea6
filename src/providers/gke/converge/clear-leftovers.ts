import { DriverError, messageOf } from '../../../core/driver-error.js';
import type { Convergence } from './converge-cluster.js';
import { describeLeftover, findLeftovers, type Leftover } from './find-leftovers.js';

/**
 * Names what a deleted cluster left behind, and deletes it where the options ask for it. Where it cannot look, it only
 * warns, because the cluster itself is gone.
 * @throws UNAVAILABLE naming what could not be deleted
 */
export async function clearLeftovers({ cloud, running, log }: Convergence, deleteThem: boolean): Promise<void> {
  const leftovers = await look({ cloud, running, log });
  if (leftovers.length === 0) return;
  const names = leftovers.map(describeLeftover).join('; ');
  if (!deleteThem) {
    log.warn(`the cluster is gone, but its workloads left resources that are still billed: ${names}`, {
      whatToDo: 'delete them in the console, or set delete-leftovers before removing a cluster',
    });
    running.progress(`left behind: ${names}`);
    return;
  }
  running.progress(`deleting what the cluster's workloads left behind: ${names}`);
  const failed: string[] = [];
  for (const leftover of leftovers) {
    try {
      for (const url of [leftover.selfLink, ...leftover.parts]) {
        await cloud.compute.delete(describeLeftover(leftover), url, running);
      }
    } catch (thrown) {
      running.signal.throwIfAborted();
      failed.push(`${describeLeftover(leftover)} (${messageOf(thrown)})`);
    }
  }
  if (failed.length === 0) return;
  const why = `the cluster is gone, but these are not: ${failed.join('; ')}`;
  throw new DriverError('UNAVAILABLE', {
    attempted: 'delete what the cluster left behind',
    why,
    whatToDo: 'delete them in the console',
  });
}

async function look({ cloud, running, log }: Convergence): Promise<readonly Leftover[]> {
  try {
    return await findLeftovers(cloud.compute, cloud.location);
  } catch (thrown) {
    running.signal.throwIfAborted();
    const whatToDo = 'look for load balancers and disks of the cluster in the console';
    log.warn(`the cluster is gone; whether it left anything behind is not known: ${messageOf(thrown)}`, { whatToDo });
    return [];
  }
}
