import { spawn } from 'node:child_process';
import { systemClock } from '../../../../src/adapters/system-clock.js';
import { composeDriver } from '../../../../src/composition/compose-driver.js';
import type { OptionTable } from '../../../../src/core/options/option-table.js';
import { parseOptions } from '../../../../src/core/options/parse-options.js';
import type { Provider } from '../../../../src/core/contract/provider.js';
import { Redactor } from '../../../../src/core/secrets/redactor.js';
import { createProvider } from '../../../../src/providers/gke/gke-provider.js';
import { FakeKubernetesApi } from '../../../support/fake-kubernetes-api.js';
import { MemoryLog } from '../../../support/memory-log.js';
import { rawOptions } from '../../../support/raw-options.js';
import { startGoogleDouble } from '../double/google-double.js';
import { bundleOperation } from './bundle-operation.js';
import type { DriverSettings, GkeDriver, GkeStand, OperationApart, Task } from './gke-stand.js';
import { scaledClock } from './scaled-clock.js';
import { withEnvironment } from '../../../support/with-environment.js';

/** Runs the sources in the process of the test, before clusters whose API is in memory. */
export const sourceStand: GkeStand = {
  startDouble: async (settings) => {
    const google = await startGoogleDouble(settings);
    return { google, [Symbol.asyncDispose]: () => google.stop() };
  },
  openDriver,
  startApart,
};

const never = new AbortController().signal;

function openDriver({ environment = {}, requestTimeoutMs = 2_000_000 }: DriverSettings): GkeDriver {
  const log = new MemoryLog();
  const clock = scaledClock(400);
  const connectKubernetes = new FakeKubernetesApi({ fills: 'at once' }).connect;
  const services = { clock, log, connectKubernetes };
  const provider = createProvider(services, { environment, requestTimeoutMs }) as unknown as Provider;
  const { driver } = composeDriver({ ...services, clock: systemClock, provider, redactor: new Redactor() });
  const within = async <T>(work: () => Promise<T>) => withEnvironment(environment, work);
  const call = { signal: never };
  return {
    log,
    saysWhenCalledOff: 'cancelled by the caller',
    create: async (options, info, signal = never) => within(() => driver.create.run(options, info, { signal })),
    update: async (info, options) => within(() => driver.update.run(info, options, call)),
    remove: async (info, signal = never) => within(() => driver.remove.run(info, { signal })),
    version: async (info) => within(() => driver.versionAndSize.version(info, call)),
    setVersion: async (info, version) => within(() => driver.versionAndSize.setVersion(info, version, call)),
    setNodeCount: async (info, count) => within(() => driver.versionAndSize.setNodeCount(info, count, call)),
    doctor: async (wish) => {
      const { values } = parseOptions<OptionTable>(provider.options, rawOptions(wish), { call: 'create' });
      const context = { clock, name: 'c-abcde', signal: never, progress: () => undefined };
      return within(async () => (await provider.doctor?.({ ...context, options: values })) ?? []);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

let bundled: Promise<string> | undefined;

async function startApart({ operation, options, info: { nodeCount: _, ...info } }: Task): Promise<OperationApart> {
  bundled ??= bundleOperation();
  const args = ['--no-warnings', '--input-type=module', '-', JSON.stringify({ operation, options, info })];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const outcome = new Promise<'killed' | 'ended'>((resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('ended');
      else reject(new Error(`the operation failed: ${said.join('')}`));
    });
  });
  child.stdin.end(await bundled);
  return { outcome, kill: () => child.kill('SIGKILL') };
}
