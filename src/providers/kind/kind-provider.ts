import { DriverError } from '../../core/driver-error.js';
import type { ProviderServices } from '../../core/contract/provider-services.js';
import type { Provider } from '../../core/contract/provider.js';
import type { ClusterContext, OperationContext, UpdateContext } from '../../core/contract/operation-context.js';
import type { CommandRunner } from '../../adapters/commands/command-runner.js';
import { ExecaCommandRunner } from '../../adapters/commands/execa-command-runner.js';
import { clearCluster } from './cluster/clear-cluster.js';
import { withClusterLock } from './cluster/cluster-lock.js';
import { readMark } from './cluster/completion-mark.js';
import { converge } from './converge/converge-kind-cluster.js';
import { createKindCluster } from './converge/create-kind-cluster.js';
import { endpointFor } from './cluster/endpoint.js';
import type { EngineName } from './options/engine-name.js';
import { findTools } from './tools/find-tools.js';
import { refuseFixedChanges } from './cluster/fixed-options.js';
import { kindEtcdSnapshots } from './etcd/kind-etcd-snapshots.js';
import { type KindOptions, kindOptions, type KindOptionValues } from './options/kind-options.js';
import type { KindParts } from './tools/kind-parts.js';
import type { KindState } from './options/kind-state.js';
import { readKindKubeconfig } from './cluster/kind-kubeconfig.js';
import { requireRunning } from './cluster/running-nodes.js';
import { kindEnvironment } from './tools/tool-environment.js';
import { validateOptions } from './options/validate-kind-options.js';
import { findCluster, findRunningCluster } from './cluster/found-cluster.js';
import { kindDescription } from './kind-description.js';

/** The parts of the machine that the provider uses; tests replace them. */
export interface KindSeams {
  readonly commands: CommandRunner;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Makes the provider for kind: real Kubernetes clusters in containers of this machine.
 *
 * The size of a cluster is its number of nodes in Kubernetes, control planes included: `node-count` 2 gives three.
 */
export function createProvider(
  services: ProviderServices,
  { commands, environment }: KindSeams = { commands: new ExecaCommandRunner(), environment: process.env },
): Provider<KindOptions, KindState> {
  const partsFor = async (
    { signal, options }: OperationContext & { readonly options: KindOptionValues },
    engine?: EngineName,
  ): Promise<KindParts> => {
    const search = { commands, environment, options, signal, ...(engine === undefined ? {} : { engine }) };
    return { ...(await findTools(search)), clock: services.clock };
  };
  const withParts = async <T>(context: Context, work: (parts: KindParts) => Promise<T>): Promise<T> => {
    const parts = await partsFor(context, context.state.engine);
    return withClusterLock(context, services.clock, () => work(parts));
  };
  return {
    ...kindDescription,
    options: kindOptions,
    stateVersion: 1,
    environment: kindEnvironment,
    validate: validateOptions,
    create: async (context) => {
      const parts = await partsFor(context, context.resume?.engine);
      return withClusterLock(context, services.clock, () => createKindCluster(parts, context));
    },
    access: async (context) => {
      const { name, signal, options } = context;
      const parts = await partsFor(context, context.state.engine);
      await findRunningCluster(parts, name, signal);
      const kubeconfig = await parts.kind.kubeconfig(name, options.endpointHost === 'internal', signal);
      const access = await readKindKubeconfig(kubeconfig);
      return { ...access, endpoint: endpointFor(access.endpoint, options.endpointHost) };
    },
    update: (context) => withParts(context, (parts) => update(parts, context)),
    remove: (context) =>
      withParts(context, async (parts) => {
        context.progress('deleting the containers');
        await clearCluster(parts, context.name, context.signal);
      }),
    etcdSnapshots: kindEtcdSnapshots(withParts),
    kubernetesCapabilities: () => ({
      loadBalancer: { enabled: false, provider: '', protocols: [], healthCheck: false },
      ingressControllers: [],
      nodePoolScaling: false,
      nodePortRange: '30000-32767',
    }),
  };
}

type Context = ClusterContext<KindOptions, KindState>;

async function update(parts: KindParts, context: UpdateContext<KindOptions, KindState>): Promise<KindState> {
  const { name, options, state, signal } = context;
  const { controlPlane } = await findCluster(parts, name, signal);
  await requireRunning(parts, [controlPlane], context);
  const mark = await readMark(parts.engine, controlPlane, signal);
  if (mark === undefined) {
    throw new DriverError('CONFLICT', {
      attempted: `update ${name}`,
      why: 'the cluster is incomplete',
      whatToDo: 'create it again, or remove it',
    });
  }
  refuseFixedChanges(`update ${name}`, options, mark);
  await converge(parts, context);
  return state;
}
