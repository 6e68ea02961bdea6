import { createHash } from 'node:crypto';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeSocketLock } from '../../../adapters/socket-lock.js';
import type { Clock } from '../../../core/clock.js';
import { DriverError, messageOf } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';

/**
 * How long to wait for the lock, in milliseconds. A driver whose caller is gone stops within seconds; a working one
 * takes minutes.
 */
const patienceMs = 20_000;
const pollMs = 500;

/**
 * Runs `work` while no other driver process of this machine works on the cluster. kind itself lets two creates of one
 * name start, and the loser deletes what the winner has made.
 *
 * The lock is a listening socket, so it ends with its process, however that dies.
 * @throws BUSY when another process keeps the cluster
 */
export async function withClusterLock<T>(
  { name, signal, progress }: OperationContext,
  clock: Clock,
  work: () => Promise<T>,
): Promise<T> {
  const address = lockAddress(name);
  const deadline = clock.now() + patienceMs;
  let lock = await takeLock(address);
  if (lock === undefined) progress('waiting for another driver that works on this cluster');
  while (lock === undefined) {
    if (clock.now() >= deadline) {
      const why = 'another driver process works on it';
      throw new DriverError('BUSY', {
        attempted: `take the cluster ${name}`,
        why,
        whatToDo: 'try again when that is done',
      });
    }
    await clock.sleep(pollMs, signal);
    lock = await takeLock(address);
  }
  try {
    return await work();
  } finally {
    lock.close();
  }
}

/**
 * On Linux, the address is an abstract name, which belongs to no file and ends with its socket (unix(7)). Elsewhere it
 * is a file in the directory for temporary files.
 */
function lockAddress(cluster: string): string {
  const name = `rancher-driver-host-kind-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

async function takeLock(address: string): Promise<Server | undefined> {
  try {
    return await takeSocketLock(address);
  } catch (cause) {
    throw new DriverError('UNAVAILABLE', { attempted: 'take a lock', why: messageOf(cause), cause });
  }
}
