import { DriverError, isDriverError, messageOf } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';
import { isCommandError } from '../../../adapters/commands/command-error.js';
import { clearCluster } from '../cluster/clear-cluster.js';
import { type ClusterConfig, makeClusterConfig } from './cluster-config.js';
import { writeMark } from '../cluster/completion-mark.js';
import type { KindOptionValues } from '../options/kind-options.js';
import type { KindParts } from '../tools/kind-parts.js';
import { firstControlPlane } from '../tools/node-container.js';
import { declareIntent, requireOurs, withdrawIntent } from '../cluster/kind-ownership.js';
import { toolError } from '../tools/tool-error.js';
import { recognizeFailure } from '../tools/tool-failures.js';

/** The context of a create, with its options. */
export interface Making extends OperationContext {
  readonly options: KindOptionValues;
}

const maxTries = 3;
/** How long the clean-up after a failed create may take, in milliseconds. A cancelled create has only five seconds. */
const clearingMs = 120_000;

/**
 * Makes a cluster where there is none, and marks it as complete. A failure leaves nothing behind, unless the options
 * ask to keep the containers or they cannot be deleted.
 */
export async function makeCluster(parts: KindParts, making: Making): Promise<void> {
  const { name, options, signal, progress } = making;
  const config = await makeClusterConfig(options);
  for (let tries = 1; ; tries++) {
    try {
      await makeOnce(parts, making, config);
      return;
    } catch (thrown) {
      const left = await afterFailure(parts, making, thrown);
      const again = tries < maxTries && left === undefined && !signal.aborted && mayRetry(thrown, options);
      if (!again) throw toolError(`create the kind cluster ${name}`, thrown, signal, left ?? 'nothing is left behind');
      progress('trying again, because the port or the name was taken meanwhile');
    }
  }
}

async function makeOnce({ engine, kind }: KindParts, making: Making, config: ClusterConfig): Promise<void> {
  const { name, options, signal, progress } = making;
  await declareIntent(engine, name, signal);
  const image = config.image === undefined ? {} : { image: config.image };
  await kind.create({ cluster: name, config: config.text, ...image, signal, progress });
  const containers = await engine.containersOf(name, signal);
  await requireOurs(engine, name, containers, signal);
  const controlPlane = firstControlPlane(containers);
  if (controlPlane === undefined) {
    throw new DriverError('UNAVAILABLE', {
      attempted: 'look for the new cluster',
      why: 'kind succeeded, but the containers are gone',
    });
  }
  await writeMark(engine, controlPlane, options, signal);
  await withdrawIntent(engine, name, signal);
}

/** Deletes what a failed create made. Returns a text about what is left behind, if anything is. */
async function afterFailure(
  parts: KindParts,
  { name, options, signal, progress }: Making,
  failure: unknown,
): Promise<string | undefined> {
  if (options.retainOnFailure && !signal.aborted) {
    return `its containers are kept, as retain-on-failure says, until the next create or a remove`;
  }
  progress('deleting what was made');
  try {
    await clearCluster(parts, name, AbortSignal.timeout(clearingMs), wasMakingContainers(failure));
    return undefined;
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'CONFLICT')
      return 'a cluster of that name that is not ours is there now';
    return `containers of it may be left, for deleting them failed too (${messageOf(thrown)}); remove the cluster`;
  }
}

/** Whether kind failed while the engine was making containers. kind does not wait for those that do not exist yet. */
function wasMakingContainers(failure: unknown): boolean {
  return (
    isCommandError(failure) &&
    failure.stderr.includes('• Preparing nodes') &&
    !failure.stderr.includes('✓ Preparing nodes')
  );
}

function mayRetry(thrown: unknown, { apiServerPort, extraPortMappings }: KindOptionValues): boolean {
  if (!isCommandError(thrown)) return false;
  const retry = recognizeFailure(thrown.stderr)?.retry;
  return retry === 'always' || (retry === 'free-port' && apiServerPort <= 0 && extraPortMappings.length === 0);
}
