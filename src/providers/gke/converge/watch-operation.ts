import { awaitOperation } from '../../cloud/await-operation.js';
import { type CloudFailure, cloudError } from '../../cloud/cloud-failure.js';
import type { RunningOperation } from '../../../core/running-operation.js';
import type { GkeApi, Operation } from '../google/gke-api.js';
import { operationFailure } from '../google/google-failure.js';

/**
 * Waits until an operation of Google's has ended.
 * @throws its failure, with Google's own reason
 */
export async function watchOperation(
  what: string,
  begun: Operation,
  gke: GkeApi,
  running: RunningOperation,
): Promise<void> {
  const failure = await outcomeOf(what, begun, gke, running);
  if (failure !== undefined) throw cloudError(what, failure);
}

/**
 * Waits until an operation of Google's has ended, and returns its failure where it failed. `what` says what it does.
 * `begun` is the answer that started it, and counts as the first reading. An operation that Google no longer knows
 * counts as ended: the caller reads the cluster next.
 */
export async function outcomeOf(
  what: string,
  begun: Operation,
  gke: GkeApi,
  running: RunningOperation,
): Promise<CloudFailure | undefined> {
  const { name } = begun;
  let operation: Operation | undefined = begun;
  return awaitOperation(
    what,
    async () => {
      const current = operation ?? (typeof name === 'string' ? await gke.findOperation(name) : undefined);
      operation = undefined;
      if (current === undefined) return { done: true };
      const progress = progressOf(current);
      return {
        done: current.status === 'DONE',
        ...(isFailed(current) ? { failure: operationFailure(current.error ?? {}) } : {}),
        ...(progress === undefined ? {} : { progress }),
      };
    },
    running,
  );
}

function isFailed({ error }: Operation): boolean {
  return error !== undefined && (error.code ?? 0) !== 0;
}

/** The progress that Google reports: `2 of 3 nodes`, where it counts nodes. */
function progressOf({ progress, status }: Operation): string | undefined {
  const metrics = progress?.metrics ?? [];
  const valueOf = (name: RegExp) => metrics.find((metric) => name.test(metric.name ?? ''))?.intValue;
  const [done, total] = [valueOf(/(DONE|COMPLETE)/), valueOf(/TOTAL/)];
  if (typeof done === 'string' && typeof total === 'string') return `${done} of ${total} nodes`;
  return status === 'PENDING' ? 'not begun yet' : undefined;
}
