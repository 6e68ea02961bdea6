import { type ComposedDriver, composeDriver, type DriverParts } from '../../src/composition/compose-driver.js';
import type { UpdateErrorPolicy } from '../../src/core/contract/rancher-host.js';
import type { Call } from '../../src/core/operations/operation-runner.js';
import { Redactor } from '../../src/core/secrets/redactor.js';
import { FakeKubernetesApi } from './fake-kubernetes-api.js';
import { ManualClock } from './manual-clock.js';
import { MemoryLog } from './memory-log.js';
import { DoubleCloud, type ProviderParts } from './provider-double.js';

/** A driver in memory, and everything around it that a test may look at or move. */
export interface DriverForTest extends ComposedDriver {
  readonly cloud: DoubleCloud;
  readonly kubernetes: FakeKubernetesApi;
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  readonly redactor: Redactor;
  readonly parts: DriverParts;
}

/** The Rancher that has started the driver of a test; none where it has no version. */
export interface RancherForTest {
  readonly rancherVersion?: string;
  readonly updateErrors?: UpdateErrorPolicy;
}

/** Puts a driver together over the double, with `parts` of the provider exchanged. */
export function composeForTest(
  parts: ProviderParts = {},
  cloud = new DoubleCloud(),
  { rancherVersion, updateErrors = 'ask' }: RancherForTest = {},
): DriverForTest {
  const clock = new ManualClock();
  const kubernetes = new FakeKubernetesApi({ fills: 'at once' });
  const log = new MemoryLog();
  const redactor = new Redactor();
  const driverParts: DriverParts = {
    provider: cloud.provider(parts),
    clock,
    log,
    redactor,
    connectKubernetes: kubernetes.connect,
    rancher: { version: () => Promise.resolve(rancherVersion) },
    updateErrors,
  };
  return { ...composeDriver(driverParts), cloud, kubernetes, clock, log, redactor, parts: driverParts };
}

/** A caller that never goes away. */
export const patientCall: Call = { signal: new AbortController().signal };
