import { setTimeout as delay } from 'node:timers/promises';
import { DriverError } from '../../core/driver-error.js';
import type { ProviderServices } from '../../core/provider-services.js';
import type { CreateContext, OperationContext, Provider, UpdateContext } from '../../core/provider.js';
import { locateCluster, makeClusterDirectory } from './cluster-directory.js';
import { isClaimed } from './control-plane-claim.js';
import { changeSpec, findControlPlane, readStatus } from './control-plane-client.js';
import type { ControlPlaneRecord } from './control-plane-record.js';
import type { ControlPlaneSpec } from './control-plane-spec.js';
import { durationMs } from './durations.js';
import { establishControlPlane } from './establish-control-plane.js';
import { checkUpgrade, compareVersions } from './kubernetes-versions.js';
import type { LaunchControlPlane } from './launch-control-plane.js';
import { launchControlPlane } from './launch-control-plane.js';
import type { MockOptions, MockOptionValues } from './mock-options.js';
import { mockOptions } from './mock-options.js';
import type { MockState } from './mock-state.js';
import type { FaultyCall } from './operation-faults.js';
import { strikeOperation, strikeStep } from './operation-faults.js';
import { removeControlPlane } from './remove-control-plane.js';

/**
 * Makes the provider whose clusters are small control planes on this machine: no cloud, no containers, and every failure on
 * demand. `launch` is how a control plane gets a process of its own.
 */
export function createProvider(
  services: ProviderServices,
  launch: LaunchControlPlane = launchControlPlane,
): Provider<MockOptions, MockState> {
  return {
    name: 'mock',
    description: 'A small control plane on this machine, for trying out and testing; it fails on demand.',
    options: mockOptions,
    stateVersion: 1,
    environment: ['TMPDIR'],
    create: (context) => create(context, services, launch),
    access: async ({ name, state }) => {
      const record = await existing(name, state.directory);
      const { spec, nodes } = await readStatus(record, name);
      return {
        endpoint: record.endpoint,
        rootCaCertificate: record.caCertificate,
        credential: { kind: 'client-certificate', certificate: record.adminCertificate, key: record.adminKey },
        version: spec.kubernetesVersion,
        nodeCount: nodes,
      };
    },
    remove: async ({ name, options, state, signal, progress }) => {
      const directory = state.directory;
      const call = { cluster: name, faults: options.fault, signal, directory };
      await strikeOperation(call, 'remove', 'first');
      await strikeOperation(call, 'remove', 'later');
      progress('stopping the control plane and deleting its files');
      await removeControlPlane(directory, name, signal);
    },
    update: (context) => update(context, services),
    setVersion: async (context, version) => {
      const record = await existing(context.name, context.state.directory);
      const { spec } = await readStatus(record, context.name);
      checkUpgrade(context.name, spec.kubernetesVersion, version);
      await changeSpec(record, { kubernetesVersion: version });
      await awaitNodes(context, record);
    },
    setNodeCount: async (context, count) => {
      const record = await existing(context.name, context.state.directory);
      await changeSpec(record, { nodeCount: count });
      await awaitNodes(context, record);
    },
    kubernetesCapabilities: () => ({
      loadBalancer: { enabled: false, provider: '', protocols: [], healthCheck: false },
      ingressControllers: [],
      nodePoolScaling: true,
      nodePortRange: '30000-32767',
    }),
  };
}

async function create(
  context: CreateContext<MockOptions, MockState>,
  { clock }: ProviderServices,
  launch: LaunchControlPlane,
): Promise<MockState> {
  const { name, options, signal } = context;
  const directory = context.resume?.directory ?? (await locateCluster(name, options.directory));
  const state = { directory };
  const call: FaultyCall = {
    cluster: name,
    faults: options.fault,
    signal,
    directory,
    beforeCount: () => {
      context.checkpoint(state);
    },
  };
  const step = async (message: string): Promise<void> => {
    signal.throwIfAborted();
    context.progress(message);
    const durationOfStepMs = durationMs(options.stepDuration);
    if (durationOfStepMs > 0) await clock.sleep(durationOfStepMs, signal);
  };
  await strikeStep(call, 'before-anything');
  await strikeOperation(call, 'create', 'first');

  await step(`making the network (${directory})`);
  await makeClusterDirectory(directory);
  context.checkpoint(state);
  await strikeStep(call, 'after-network');
  await strikeOperation(call, 'create', 'later');

  await step('starting the control plane');
  const launched = (): Promise<void> => strikeStep(call, 'after-launch');
  const record = await establishControlPlane({ directory, cluster: name, launch, signal, launched });
  context.checkpoint(state);
  await strikeStep(call, 'after-control-plane');

  await step(`adding ${nodesText(options.nodeCount)}`);
  const { spec } = await readStatus(record, name);
  await changeSpec(record, { ...specOf(options), kubernetesVersion: firstVersion(context, spec), nodeCount: options.nodeCount });
  await awaitNodes(context, record);
  await strikeStep(call, 'after-nodes');
  await changeSpec(record, { finished: true });
  return state;
}

/** The version that a create aims at: as asked for, but a cluster that was finished before does not go back. */
function firstVersion({ name, options, progress }: CreateContext<MockOptions, MockState>, spec: ControlPlaneSpec): string {
  if (!spec.finished) return options.kubernetesVersion;
  if (compareVersions(options.kubernetesVersion, spec.kubernetesVersion) < 0) {
    progress(`the cluster runs ${spec.kubernetesVersion} already and stays there`);
    return spec.kubernetesVersion;
  }
  checkUpgrade(name, spec.kubernetesVersion, options.kubernetesVersion);
  return options.kubernetesVersion;
}

async function update(context: UpdateContext<MockOptions, MockState>, { clock }: ProviderServices): Promise<MockState> {
  const { name, options, state, signal } = context;
  const call: FaultyCall = { cluster: name, faults: options.fault, signal, directory: state.directory };
  await strikeOperation(call, 'update', 'first');
  const record = await existing(name, state.directory);
  const { spec } = await readStatus(record, name);
  const kubernetesVersion = wantedVersion(context, spec);
  const nodeCount = context.given.has('node-count') ? options.nodeCount : spec.nodeCount;
  await strikeOperation(call, 'update', 'later');
  if (kubernetesVersion !== spec.kubernetesVersion) {
    context.progress(`upgrading from ${spec.kubernetesVersion} to ${kubernetesVersion}`);
  }
  if (nodeCount !== spec.nodeCount) context.progress(`going from ${String(spec.nodeCount)} to ${nodesText(nodeCount)}`);
  await clock.sleep(durationMs(options.stepDuration), signal);
  await changeSpec(record, { ...specOf(options), kubernetesVersion, nodeCount });
  await awaitNodes(context, record);
  return state;
}

/**
 * The version that an update aims at. Rancher sends the version with every edit, so one that the user did not touch is
 * no wish to go back from what somebody upgraded to in the meantime.
 */
function wantedVersion({ name, options, previous, given }: UpdateContext<MockOptions, MockState>, spec: ControlPlaneSpec): string {
  const wanted = options.kubernetesVersion;
  const isEdited = given.has('kubernetes-version') && wanted !== previous.kubernetesVersion;
  if (!given.has('kubernetes-version')) return spec.kubernetesVersion;
  if (!isEdited && compareVersions(wanted, spec.kubernetesVersion) < 0) return spec.kubernetesVersion;
  checkUpgrade(name, spec.kubernetesVersion, wanted);
  return wanted;
}

function specOf(options: MockOptionValues): Omit<ControlPlaneSpec, 'kubernetesVersion' | 'nodeCount' | 'finished'> {
  const labels = options.labels.map((label) => {
    const [key = '', value = ''] = label.split('=');
    return [key, value] as const;
  });
  return {
    nodeLabels: { 'topology.kubernetes.io/region': options.region, ...Object.fromEntries(labels) },
    nodeDelayMs: Math.max(20, durationMs(options.stepDuration)),
    latencyMs: durationMs(options.latency),
    faults: options.fault,
    accessKey: options.accessKey ?? '',
  };
}

/** The control plane of a cluster that is supposed to exist. @throws NOT_FOUND, UNAVAILABLE */
async function existing(cluster: string, directory: string): Promise<ControlPlaneRecord> {
  const record = await findControlPlane(directory, cluster);
  if (record !== undefined) return record;
  if (await isClaimed(directory)) {
    throw new DriverError('UNAVAILABLE', `looking for cluster ${cluster}: its control plane runs, but does not answer`);
  }
  const why = `no control plane runs for ${directory}; perhaps the machine was started anew`;
  throw new DriverError('NOT_FOUND', `looking for cluster ${cluster}: ${why}; create it again, or remove it`);
}

async function awaitNodes({ name, signal, progress }: OperationContext, record: ControlPlaneRecord): Promise<void> {
  let said = '';
  for (;;) {
    const { spec, nodes, nodesReady } = await readStatus(record, name);
    if (nodes === spec.nodeCount && nodesReady === spec.nodeCount) return;
    const message = `waiting for ${nodesText(spec.nodeCount)}: ${String(nodesReady)} ready`;
    if (message !== said) progress(message);
    said = message;
    await delay(20, undefined, { signal });
  }
}

function nodesText(count: number): string {
  return count === 1 ? '1 node' : `${String(count)} nodes`;
}

