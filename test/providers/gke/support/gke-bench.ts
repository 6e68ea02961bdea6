import { composeDriver } from '../../../../src/composition/compose-driver.js';
import { type ClusterInfo, emptyClusterInfo } from '../../../../src/core/cluster-info.js';
import type { ClusterDriver } from '../../../../src/core/cluster-driver.js';
import type { Provider } from '../../../../src/core/provider.js';
import { Redactor } from '../../../../src/core/redactor.js';
import { createProvider } from '../../../../src/providers/gke/gke-provider.js';
import type { GkeSettings } from '../../../../src/providers/gke/gke-settings.js';
import { FakeKubernetesApi } from '../../../support/fake-kubernetes-api.js';
import { MemoryLog } from '../../../support/memory-log.js';
import { rawOptions } from '../../../support/raw-options.js';
import type { DoubleSettings } from '../double/double-settings.js';
import { type GoogleDouble } from '../double/running-double.js';
import { startGoogleDouble } from '../double/google-double.js';
import { scaledClock } from './scaled-clock.js';

/** Options as a test writes them. */
export type Wish = Parameters<typeof rawOptions>[0];

/** A whole driver over the provider, and the double of Google's cloud that it talks to. */
export interface GkeBench {
  readonly double: GoogleDouble;
  readonly driver: ClusterDriver;
  readonly provider: Provider;
  readonly log: MemoryLog;
  readonly redactor: Redactor;
  /** The options that lead to the double, with a key of its own. */
  readonly basics: Wish;
  create(wish?: Wish, info?: ClusterInfo): Promise<ClusterInfo>;
  update(info: ClusterInfo, wish?: Wish): Promise<ClusterInfo>;
  remove(info: ClusterInfo): Promise<void>;
  /** What the double was asked to change, by method. */
  writes(): readonly string[];
}

const never = { signal: new AbortController().signal };

/** Starts a double and puts a driver in front of it. */
export async function startGkeBench(settings: DoubleSettings = {}, gke: GkeSettings = {}): Promise<GkeBench> {
  return driverFor(await startGoogleDouble(settings), gke);
}

/** A driver, as a process of its own would have it, in front of a double; waiting is 400 times shorter than it says. */
export function driverFor(double: GoogleDouble, gke: GkeSettings = {}): GkeBench {
  const log = new MemoryLog();
  const redactor = new Redactor();
  const clock = scaledClock(400);
  const connectKubernetes = new FakeKubernetesApi({ fills: 'at once' }).connect;
  const provider = createProvider(
    { clock, log, connectKubernetes },
    { environment: {}, requestTimeoutMs: 2_000_000, ...gke },
  ) as unknown as Provider;
  const { driver } = composeDriver({ provider, clock, log, redactor, connectKubernetes });
  const { root } = double.endpoints;
  const basics = {
    name: 'c-abcde',
    displayName: 'Shop',
    credential: JSON.stringify(double.makeKey().file),
    zone: 'us-central1-a',
    apiEndpoint: root,
    computeEndpoint: root,
    resourceManagerEndpoint: root,
    serviceUsageEndpoint: root,
  };
  return {
    double,
    driver,
    provider,
    log,
    redactor,
    basics,
    create: async (wish = {}, info = emptyClusterInfo) =>
      driver.create.run(rawOptions({ ...basics, ...wish }), info, never),
    update: async (info, wish = {}) => driver.update.run(info, rawOptions({ ...basics, ...wish }), never),
    remove: async (info) => driver.remove.run(info, never),
    writes: () => double.requests.filter(({ kind }) => kind === 'writing').map(({ rpc }) => rpc),
  };
}
