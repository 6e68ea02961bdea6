import { DriverError } from '../../../core/driver-error.js';
import type { KindParts } from '../tools/kind-parts.js';
import { declareIntent, hasIntent, requireOurs, withdrawIntent } from './kind-ownership.js';

const pauseMs = 1_000;
/** An engine that was asked for a container goes on making it, unseen for seconds, also where the one who asked was killed. */
const quietAfterCrashMs = 10_000;
const maxDeletions = 60;

/**
 * Deletes all containers of the cluster and what else was made for it. Done once they stay away: for a second, or longer where
 * a create or a delete of it was cut short.
 * @param mayHideSome whether containers may be about to come; where it is not known, the engine is asked about earlier work
 * @throws CONFLICT where something is not ours, and then nothing is deleted
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
