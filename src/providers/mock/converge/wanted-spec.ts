import type { CreateContext, UpdateContext } from '../../../core/contract/operation-context.js';
import type { ControlPlaneSpec } from '../../../simulated-kubernetes/spec/control-plane-spec.js';
import { durationMs } from '../options/durations.js';
import { compareVersions } from '../../../core/compare-versions.js';
import { checkUpgrade } from '../options/offered-versions.js';
import type { MockOptions, MockOptionValues } from '../options/mock-options.js';
import type { MockState } from '../options/mock-state.js';

/** How soon a node is Ready at the least, in milliseconds: never at once, as nowhere. */
const leastNodeDelayMs = 20;

/**
 * What a create wants of the control plane that it found or started. A cluster that was finished before does not go back
 * to an older version: it stays where it is.
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
 * What an update wants of the control plane. Rancher sends the version with every edit: one that the user did not touch is no
 * wish to go back from what somebody upgraded to in the meantime.
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
