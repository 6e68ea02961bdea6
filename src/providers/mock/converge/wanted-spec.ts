import type { CreateContext, UpdateContext } from '../../../core/contract/operation-context.js';
import type { ControlPlaneSpec } from '../../../simulated-kubernetes/spec/control-plane-spec.js';
import { durationMs } from '../options/durations.js';
import { compareVersions } from '../../../core/compare-versions.js';
import { checkUpgrade } from '../options/offered-versions.js';
import type { MockOptions, MockOptionValues } from '../options/mock-options.js';
import type { MockState } from '../options/mock-state.js';

/** Shortest time until a node is Ready, in milliseconds: no real node is Ready at once. */
const leastNodeDelayMs = 20;

/**
 * The spec that a create sets on the control plane. A cluster that was finished before keeps its version where the
 * options name an older one.
 * @throws INVALID for an upgrade that skips a version
 */
export function specForCreate(
  { name, options }: CreateContext<MockOptions, MockState>,
  current: ControlPlaneSpec,
): Partial<ControlPlaneSpec> {
  const wanted = options.kubernetesVersion;
  const isOlder = compareVersions(wanted, current.kubernetesVersion) < 0;
  const kubernetesVersion = current.finished && isOlder ? current.kubernetesVersion : wanted;
  if (current.finished) checkUpgrade(name, current.kubernetesVersion, kubernetesVersion);
  return { ...settingsOf(options), kubernetesVersion, nodeCount: options.nodeCount };
}

/**
 * The spec that an update sets on the control plane. Rancher sends the version with every edit, so an old version that
 * the user did not edit does not undo an upgrade that came in between.
 * @throws INVALID for a version that cannot be reached
 */
export function specForUpdate(
  { name, options, previous, given }: UpdateContext<MockOptions, MockState>,
  current: ControlPlaneSpec,
): Partial<ControlPlaneSpec> & Pick<ControlPlaneSpec, 'kubernetesVersion' | 'nodeCount'> {
  const wanted = given.has('kubernetes-version') ? options.kubernetesVersion : current.kubernetesVersion;
  const isOlder = compareVersions(wanted, current.kubernetesVersion) < 0;
  const kubernetesVersion = isOlder && wanted === previous.kubernetesVersion ? current.kubernetesVersion : wanted;
  checkUpgrade(name, current.kubernetesVersion, kubernetesVersion);
  const nodeCount = given.has('node-count') ? options.nodeCount : current.nodeCount;
  return { ...settingsOf(options), kubernetesVersion, nodeCount };
}

function settingsOf(options: MockOptionValues): Partial<ControlPlaneSpec> {
  const labels = options.labels.map((label) => {
    const [key = '', value = ''] = label.split('=');
    return [key, value] as const;
  });
  return {
    nodeLabels: { 'topology.kubernetes.io/region': options.region, ...Object.fromEntries(labels) },
    nodeDelayMs: Math.max(leastNodeDelayMs, durationMs(options.stepDuration)),
    latencyMs: durationMs(options.latency),
    faults: options.fault,
    accessKey: options.accessKey ?? '',
  };
}
