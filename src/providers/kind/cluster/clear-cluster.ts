import { DriverError } from '../../../core/driver-error.js';
import type { KindParts } from '../tools/kind-parts.js';
import { declareIntent, hasIntent, requireOurs, withdrawIntent } from './kind-ownership.js';

const pauseMs = 1_000;
/**
 * How long to watch for containers after a crash, in milliseconds. An engine goes on making a container, invisible for
 * seconds, also where the process that asked for it was killed.
 */
const quietAfterCrashMs = 10_000;
const maxDeletions = 60;

/**
 * Deletes all containers of the cluster and everything else that was made for it. It returns when no container has
 * appeared for a second, or for longer where an earlier create or delete was interrupted.
 * @param mayHideSome whether containers may still appear; where absent, the engine is asked for signs of interrupted
 * work
 * @throws CONFLICT where a container is not ours; nothing is deleted then
 */
export async function clearCluster(
  { engine, kind, clock }: KindParts,
  cluster: string,
  signal: AbortSignal,
  mayHideSome?: boolean,
): Promise<void> {
  const quietMs = (mayHideSome ?? (await hasIntent(engine, cluster, signal))) ? quietAfterCrashMs : pauseMs;
  let goneSince: number | undefined;
  for (let deletions = 0; ;) {
    const containers = await engine.containersOf(cluster, signal);
    if (containers.length > 0) {
      goneSince = undefined;
      await requireOurs(engine, cluster, containers, signal);
      if (deletions === maxDeletions) {
        const why = `${containers.map(({ name }) => name).join(', ')} do not go away`;
        const whatToDo = `try "${engine.name} rm -f -v" by hand`;
        throw new DriverError('UNAVAILABLE', { attempted: `delete the cluster ${cluster}`, why, whatToDo });
      }
      if (deletions > 0) await clock.sleep(pauseMs, signal);
      deletions += 1;
      await declareIntent(engine, cluster, signal);
      await kind.delete(cluster, signal);
    } else {
      goneSince ??= clock.now();
      if (clock.now() - goneSince >= quietMs) break;
      await clock.sleep(pauseMs, signal);
    }
  }
  await withdrawIntent(engine, cluster, signal);
}
