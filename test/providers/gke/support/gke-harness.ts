import { type ClusterInfo, emptyClusterInfo } from '../../../../src/core/contract/cluster-info.js';
import type { Check } from '../../../../src/core/contract/doctor.js';
import { packagedGke } from '../../../packaged/support/packaged-gke.js';
import { packagedStand } from '../../../packaged/support/packaged-stand.js';
import { rawOptions } from '../../../support/raw-options.js';
import type { DoubleSettings } from '../double/double-settings.js';
import type { GoogleDouble } from '../double/google-double.js';
import type { DriverSettings, GkeDriver, GkeStand, OperationApart, Task, Wish } from './gke-stand.js';
import { sourceStand } from './source-stand.js';

export type { Wish } from './gke-stand.js';

/** A whole driver over the provider, and the double of Google's cloud that it talks to. */
export interface GkeHarness extends Pick<
  GkeDriver,
  'log' | 'saysWhenCalledOff' | 'remove' | 'version' | 'setVersion' | 'setNodeCount'
> {
  readonly double: GoogleDouble;
  /** The options that lead to the double, with a key of its own. */
  readonly basics: Wish;
  create(wish?: Wish, info?: ClusterInfo, signal?: AbortSignal): Promise<ClusterInfo>;
  update(info: ClusterInfo, wish?: Wish): Promise<ClusterInfo>;
  /** What the doctor finds before a create. */
  doctor(wish?: Wish): Promise<readonly Check[]>;
  /** Starts an operation in a process of its own. */
  startApart(operation: Task['operation'], info: ClusterInfo, wish: Wish): Promise<OperationApart>;
  /** What the double was asked to change, by method. */
  writes(): readonly string[];
  /** Ends the double and every driver in front of it. */
  stop(): Promise<void>;
}

/** The one place that says what is under test: the packaged program where `npm run test:packaged` made one, or the sources. */
const program = packagedGke();
const stand: GkeStand = program === undefined ? sourceStand : packagedStand(program);

/** What ends with each double. */
const standing = new Map<GoogleDouble, AsyncDisposableStack>();

/** Starts a double and puts a driver in front of it. */
export async function startGkeHarness(settings: DoubleSettings = {}, driver: DriverSettings = {}): Promise<GkeHarness> {
  const stack = new AsyncDisposableStack();
  const { google } = stack.use(await stand.startDouble(settings));
  standing.set(google, stack);
  return driverFor(google, driver);
}

/** A driver, as a process of its own would have it, in front of a double. */
export function driverFor(double: GoogleDouble, settings: DriverSettings = {}): GkeHarness {
  const driver = stand.openDriver(settings);
  standing.get(double)?.use(driver);
  const basics = basicsFor(double);
  return {
    double,
    basics,
    log: driver.log,
    saysWhenCalledOff: driver.saysWhenCalledOff,
    create: async (wish = {}, info = emptyClusterInfo, signal?: AbortSignal) =>
      driver.create(rawOptions({ ...basics, ...wish }), info, signal),
    update: async (info, wish = {}) => driver.update(info, rawOptions({ ...basics, ...wish })),
    remove: async (info, signal) => driver.remove(info, signal),
    version: async (info) => driver.version(info),
    setVersion: async (info, version) => driver.setVersion(info, version),
    setNodeCount: async (info, count) => driver.setNodeCount(info, count),
    doctor: async (wish = {}) => driver.doctor({ ...basics, ...wish }),
    startApart: async (operation, info, wish) => stand.startApart({ operation, info, options: { ...basics, ...wish } }),
    writes: () => double.requests.filter(({ kind }) => kind === 'writing').map(({ rpc }) => rpc),
    stop: async () => endAll(double),
  };
}

/** Ends every double that still stands, with what is in front of it: for tests that failed before they did so. */
export async function endHarnesses(): Promise<void> {
  for (const double of [...standing.keys()]) await endAll(double);
}

async function endAll(double: GoogleDouble): Promise<void> {
  const stack = standing.get(double);
  standing.delete(double);
  await stack?.disposeAsync();
}

function basicsFor(double: GoogleDouble): Wish {
  const { root } = double.endpoints;
  return {
    name: 'c-abcde',
    displayName: 'Shop',
    credential: JSON.stringify(double.makeKey().file),
    zone: 'us-central1-a',
    apiEndpoint: root,
    computeEndpoint: root,
    resourceManagerEndpoint: root,
    serviceUsageEndpoint: root,
  };
}
