import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { noOptions } from '../../../src/core/options/raw-options.js';
import { newRecord, type ClusterRecord, type ClusterSpec } from '../../../src/engine/records/cluster-record.js';
import type { DriverClient } from '../../../src/engine/client/driver-client.js';
import type { EngineEvent } from '../../../src/engine/process/engine-event.js';
import type { EngineServices } from '../../../src/engine/operations/engine-services.js';

/** A cluster as a test wants it. */
export const demoSpec: ClusterSpec = {
  name: 'demo',
  displayName: 'Demo',
  driver: { kind: 'provider', name: 'mock' },
  options: { ...noOptions, ints: { nodeCount: 3n } },
  secrets: [],
};

/** The record of a cluster of `demoSpec` that a driver left like this. */
export function demoRecord(info: Partial<ClusterRecord['info']>): ClusterRecord {
  const record = newRecord(demoSpec, 0);
  return { ...record, info: { ...record.info, ...info } };
}

/** The engine's services with a driver and a store in memory, and all that happened to them. */
export interface EngineHarness extends EngineServices {
  readonly records: Map<string, ClusterRecord>;
  /** Everything in order: `start`, calls by name, `kept <status>`, `slept <ms>`, `forgot`, `close`. */
  readonly happened: string[];
  readonly warnings: string[];
  readonly cancel: AbortController;
}

/** Sets up the engine with a driver that answers as `driver` says, and otherwise as a good driver does. */
export function engineHarness(driver: Partial<DriverClient>, ...stored: readonly ClusterRecord[]): EngineHarness {
  const records = new Map(stored.map((record) => [record.name, record]));
  const happened: string[] = [];
  const warnings: string[] = [];
  const cancel = new AbortController();
  const complete: DriverClient = { ...goodDriver, ...driver };
  const noted = Object.fromEntries(
    Object.entries(complete).map(([name, call]) => [
      name,
      (...args: never[]) => {
        happened.push(name);
        return (call as (...args: never[]) => unknown)(...args);
      },
    ]),
  ) as unknown as DriverClient;
  return {
    records,
    happened,
    warnings,
    cancel,
    signal: cancel.signal,
    clock: {
      now: () => 1_000,
      sleep: (ms) => {
        happened.push(`slept ${String(ms)}`);
        return Promise.resolve();
      },
    },
    report: (event: EngineEvent) => {
      if (event.kind === 'warning') warnings.push(event.message);
    },
    store: {
      read: (name) => Promise.resolve(records.get(name)),
      write: (record) => {
        happened.push(`kept ${record.info.status}`);
        records.set(record.name, record);
        return Promise.resolve();
      },
      remove: (name) => {
        happened.push('forgot');
        records.delete(name);
        return Promise.resolve();
      },
    },
    openDriver: () => {
      happened.push('start');
      const close = () => {
        happened.push('close');
        return Promise.resolve();
      };
      return Promise.resolve({ ...noted, close });
    },
  };
}

const goodDriver: DriverClient = {
  capabilities: () => Promise.resolve(new Set()),
  createOptions: () => Promise.resolve({}),
  updateOptions: () => Promise.resolve({}),
  create: (_, info) => Promise.resolve({ info: { ...emptyClusterInfo, ...info, metadata: { state: '["v1"]' } } }),
  update: (info) => Promise.resolve(info),
  postCheck: (info) => Promise.resolve({ ...info, serviceAccountToken: 'token' }),
  remove: () => Promise.resolve(),
  removeLegacyServiceAccount: () => Promise.resolve(),
  version: () => Promise.resolve('1.34.1'),
  setVersion: () => Promise.resolve(),
  nodeCount: () => Promise.resolve(3n),
  setNodeCount: () => Promise.resolve(),
  kubernetesCapabilities: () => Promise.resolve({}),
  saveSnapshot: () => Promise.resolve(),
  restoreSnapshot: (info) => Promise.resolve(info),
  removeSnapshot: () => Promise.resolve(),
};
