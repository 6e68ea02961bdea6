/**
 * Shows a driver at work, driven the way Rancher drives it: `npm run demo`. Everything happens below a temporary directory
 * that is gone in the end; the exit code is 1 when a step does not come out as announced.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { ClusterFiles } from '../lib/cli/records/cluster-files.js';
import { kubeconfigOf } from '../lib/cli/kubeconfig/kubeconfig-of.js';
import { kubeconfigText } from '../lib/cli/kubeconfig/kubeconfig-text.js';
import type { RawOptions } from '../lib/core/options/raw-options.js';
import type { ClusterRecord, ClusterSpec } from '../lib/engine/records/cluster-record.js';
import { setClusterSize } from '../lib/engine/operations/cluster-size.js';
import { createCluster } from '../lib/engine/operations/create-cluster.js';
import { dialDriver } from '../lib/engine/client/dial-driver.js';
import { driverEnvironment } from '../lib/engine/process/driver-environment.js';
import type { EngineEvent } from '../lib/engine/process/engine-event.js';
import type { EngineServices } from '../lib/engine/operations/engine-services.js';
import { openDriver } from '../lib/engine/process/open-driver.js';
import { driverCapabilities } from '../lib/engine/operations/read-capabilities.js';
import { removeCluster } from '../lib/engine/operations/remove-cluster.js';
import { renewToken } from '../lib/engine/operations/renew-token.js';
import { updateCluster } from '../lib/engine/operations/update-cluster.js';
import { readContract } from '../lib/wire/contract.js';
import { systemClock } from '../lib/adapters/system-clock.js';

const directory = mkdtempSync(join(tmpdir(), 'driver-demo-'));
const cloud = join(directory, 'cloud');
mkdirSync(cloud);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort(new Error(`interrupted by ${signal}`));
  });
}

const driver = { kind: 'provider', name: 'mock' } as const;
const command = {
  command: process.execPath,
  args: [fileURLToPath(new URL('../bin/driver.js', import.meta.url))],
  environment: driverEnvironment(process.env),
};
let watch: (event: EngineEvent) => void = () => undefined;
const report = (event: EngineEvent): void => {
  if (event.kind === 'line' && event.line.level !== 'debug') say(event.line.message);
  if (event.kind === 'warning') say(`warning: ${event.message}`);
  if (event.kind === 'status' && event.status !== '') say(`Rancher keeps the record with status ${event.status}`);
  watch(event);
};
const contract = readContract();
const dial = (port: number) => Promise.resolve(dialDriver(contract, port));
const surroundings = { clock: systemClock, dial, report, signal: interrupted.signal };
const store = new ClusterFiles(join(directory, 'clusters'));
const services: EngineServices = { ...surroundings, store, openDriver: () => openDriver(command, surroundings) };

const step = steps();
try {
  await demonstrate();
  process.stdout.write('\nEverything came out as announced.\n');
} catch (thrown) {
  process.stderr.write(`\nThe demonstration failed: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
} finally {
  await cleanUp();
}

async function demonstrate(): Promise<void> {
  await step('A driver is a process: Rancher starts one for every operation', async () => {
    say(`$ ${[command.command, ...command.args].join(' ')} <port>`);
    say(`environment: ${JSON.stringify(command.environment)}, directory: /`);
    const can = await driverCapabilities(services, driver);
    say(`it answers GetCapabilities: ${[...can].join(', ')}`);
    announced(can.has('getVersion'), 'a driver can tell the version of a cluster');
  });

  await step('A create fails half-way, and what exists is not forgotten', async () => {
    const spec = specOf('demo', { nodeCount: 3n }, ['create:after-launch*1']);
    await fails(createCluster(services, spec), 'create:after-launch');
    const left = await recordOf('demo');
    announced(left.info.status === 'Error', 'the status is Error');
    announced(Object.keys(left.info.metadata).length > 0, 'Rancher keeps the state for the next try');
  });

  await step('The same create again goes on with it', async () => {
    const record = await createCluster(services, specOf('demo', { nodeCount: 3n }, ['none']));
    announced(record.info.status === 'Running', 'the status is Running');
    announced(isDeepStrictEqual(clustersInCloud(), ['demo']), 'there is one cluster in the cloud, not two');
  });

  await step('The cluster can be used, with the service account token', async () => {
    announced((await nodes('demo')).length === 3, 'it has 3 nodes');
  });

  await step('An edit in Rancher is an Update: scale to 5 nodes, label them, upgrade to 1.35.0', async () => {
    const { options } = await recordOf('demo');
    const record = await updateCluster(services, 'demo', {
      ...options,
      ints: { ...options.ints, nodeCount: 5n },
      lists: { ...options.lists, labels: ['team=blue'] },
      strings: { ...options.strings, kubernetesVersion: '1.35.0' },
    });
    announced(record.info.version === '1.35.0', 'it runs Kubernetes 1.35.0');
    announced((await nodes('demo')).length === 5, 'it has 5 nodes');
  });

  await step('SetNodeCount scales it too', async () => {
    await setClusterSize(services, 'demo', 2n);
    announced((await nodes('demo')).length === 2, 'it has 2 nodes');
  });

  await step('An edit of what cannot change is refused by name', async () => {
    const { options } = await recordOf('demo');
    const moved = { ...options, strings: { ...options.strings, region: 'moon' } };
    await fails(updateCluster(services, 'demo', moved), 'region cannot change');
  });

  await step('The token is renewed', async () => {
    const record = await renewToken(services, 'demo');
    announced(record.info.serviceAccountToken !== '', 'there is a token');
    announced((await nodes('demo')).length === 2, 'it works');
  });

  await step('The driver is killed with SIGKILL in the middle of a create', async () => {
    let pid = 0;
    watch = (event) => {
      if (event.kind === 'driver-started') pid = event.pid;
      if (event.kind === 'line' && event.line.message.startsWith('starting the control plane')) {
        say(`$ kill -KILL ${String(pid)}`);
        process.kill(pid, 'SIGKILL');
      }
    };
    await fails(createCluster(services, specOf('second', { nodeCount: 1n })), 'the driver ended during create');
    watch = () => undefined;
    announced(Object.keys((await recordOf('second')).info.metadata).length === 0, 'Rancher has no state of it');
  });

  await step('The next create finds what exists by its name, and completes it', async () => {
    const record = await createCluster(services, specOf('second', { nodeCount: 1n }));
    announced(record.info.status === 'Running', 'the status is Running');
    announced(
      isDeepStrictEqual(clustersInCloud(), ['demo', 'second']),
      'there are two clusters in the cloud, not three',
    );
    announced((await nodes('second')).length === 1, 'it has 1 node');
  });

  await step('Both are removed, and nothing is left', async () => {
    for (const name of ['demo', 'second']) await removeCluster(services, name, { forget: false });
    announced((await removeCluster(services, 'demo', { forget: false })) === 'absent', 'removing twice is no error');
    announced(clustersInCloud().length === 0, 'the cloud is empty');
  });
}

function specOf(name: string, ints: Record<string, bigint>, faults: readonly string[] = []): ClusterSpec {
  const lists: Record<string, readonly string[]> = faults.length === 0 ? {} : { fault: faults };
  const options: RawOptions = { bools: {}, strings: { directory: cloud }, ints, lists };
  return { name, displayName: name, driver, options, secrets: [] };
}

async function recordOf(name: string): Promise<ClusterRecord> {
  const record = await store.read(name);
  if (record === undefined) throw new Error(`there is no record of ${name}`);
  return record;
}

/** What the mock keeps, by cluster: its directories are its cloud. */
function clustersInCloud(): readonly string[] {
  return readdirSync(cloud, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory() && ['demo', 'second'].includes(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** Names of a cluster's nodes: from kubectl where it is installed, otherwise from the Kubernetes client. */
async function nodes(name: string): Promise<readonly string[]> {
  const text = kubeconfigText(kubeconfigOf(await recordOf(name)));
  const file = join(directory, `${name}.kubeconfig`);
  writeFileSync(file, text, { mode: 0o600 });
  if (kubectlIsHere()) {
    say(`$ kubectl --kubeconfig ${file} get nodes`);
    const table = execFileSync('kubectl', ['--kubeconfig', file, 'get', 'nodes'], { encoding: 'utf8' }).trimEnd();
    const lines = table.split('\n');
    lines.forEach(say);
    return lines.slice(1).map((line) => line.split(' ', 1)[0] ?? '');
  }
  const { CoreV1Api, KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromString(text);
  const { items } = await config.makeApiClient(CoreV1Api).listNode();
  const names = items.map(({ metadata }) => metadata?.name ?? '');
  say(`nodes, by the Kubernetes client: ${names.join(', ')}`);
  return names;
}

function kubectlIsHere(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Numbers steps, shows their titles and the time they took. */
function steps(): (title: string, work: () => Promise<void>) => Promise<void> {
  let number = 0;
  return async (title, work) => {
    process.stdout.write(`\n${String(++number)}. ${title}\n`);
    const began = performance.now();
    await work();
    process.stdout.write(`   done in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  };
}

function say(message: string): void {
  process.stdout.write(`   ${message}\n`);
}

function announced(came: boolean, what: string): void {
  if (!came) throw new Error(`it was announced that ${what}, and that is not so`);
  say(`✓ ${what}`);
}

async function fails(work: Promise<unknown>, reason: string): Promise<void> {
  const failure = await work.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
  );
  announced(failure?.includes(reason) === true, `it fails: ${failure?.split('\n', 1)[0] ?? 'no error at all'}`);
}

/** Removes clusters that a failed step left, then all files. */
async function cleanUp(): Promise<void> {
  const still = { ...surroundings, signal: new AbortController().signal, report: () => undefined };
  for (const name of await store.names()) {
    const forgotten = { ...still, store, openDriver: () => openDriver(command, still) };
    await removeCluster(forgotten, name, { forget: true });
  }
  rmSync(directory, { recursive: true, force: true });
}
