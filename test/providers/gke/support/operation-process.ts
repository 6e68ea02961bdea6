import 'reflect-metadata';
import { systemClock } from '../../../../src/adapters/system-clock.js';
import { composeDriver } from '../../../../src/composition/compose-driver.js';
import type { ClusterInfo } from '../../../../src/core/contract/cluster-info.js';
import { Redactor } from '../../../../src/core/secrets/redactor.js';
import { createProvider } from '../../../../src/providers/gke/gke-provider.js';
import { FakeKubernetesApi } from '../../../support/fake-kubernetes-api.js';
import { MemoryLog } from '../../../support/memory-log.js';
import { rawOptions } from '../../../support/raw-options.js';
import { scaledClock } from './scaled-clock.js';
import type { Provider } from '../../../../src/core/contract/provider.js';

/** What the process is told by its argument. */
interface Task {
  readonly operation: 'create' | 'update';
  readonly options: Parameters<typeof rawOptions>[0];
  readonly info: Omit<ClusterInfo, 'nodeCount'>;
}

/** One operation in a process of its own, as Rancher runs them: it is killed by the test at a moment of the test's choice. */
const { operation, options, info }: Task = JSON.parse(process.argv.at(-1) ?? '') as Task;
const clock = scaledClock(400);
const log = new MemoryLog();
const connectKubernetes = new FakeKubernetesApi({ fills: 'at once' }).connect;
const services = { clock, log, connectKubernetes };
const provider = createProvider(services, { environment: {}, requestTimeoutMs: 2_000_000 }) as unknown as Provider;
const { driver } = composeDriver({ ...services, clock: systemClock, provider, redactor: new Redactor() });
const call = { signal: new AbortController().signal };
const known = { ...info, nodeCount: 0n };
await (operation === 'create'
  ? driver.create.run(rawOptions(options), known, call)
  : driver.update.run(known, rawOptions(options), call));
