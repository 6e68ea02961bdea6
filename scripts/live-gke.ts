/**
 * Runs the GKE provider against Google itself: `npm run live:gke`, for who has an account. It makes one cluster of one small
 * node, looks at it, changes it and removes it, which takes about half an hour and costs a few cents. Where no credential is
 * given it says so and does nothing: everything else is proven on a double.
 *
 *   LIVE_GKE_CREDENTIAL=/path/key.json LIVE_GKE_ZONE=europe-west1-b npm run live:gke
 *
 * LIVE_GKE_CREDENTIAL=adc takes the application default credentials, and then LIVE_GKE_PROJECT is needed.
 */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { composeDriver } from '../lib/composition/compose-driver.js';
import { connectKubernetes } from '../lib/adapters/kubernetes/connect-kubernetes.js';
import { type ClusterInfo, emptyClusterInfo } from '../lib/core/contract/cluster-info.js';
import type { Log } from '../lib/core/log.js';
import { parseOptions } from '../lib/core/options/parse-options.js';
import type { Provider } from '../lib/core/contract/provider.js';
import type { RawOptions } from '../lib/core/options/raw-options.js';
import { Redactor } from '../lib/core/secrets/redactor.js';
import { systemClock } from '../lib/adapters/system-clock.js';
import { createProvider } from '../lib/providers/gke/gke-provider.js';

const { LIVE_GKE_CREDENTIAL: credential, LIVE_GKE_ZONE: zone, LIVE_GKE_PROJECT: project } = process.env;
if (credential === undefined || zone === undefined) {
  console.log('live:gke: never run here. It needs LIVE_GKE_CREDENTIAL (a key file, or "adc") and LIVE_GKE_ZONE.');
} else {
  process.exitCode = (await live(credential, zone)) ? 0 : 1;
}

async function live(credentialPath: string, place: string): Promise<boolean> {
  const redactor = new Redactor();
  const say = (message: string) => {
    console.log(`  ${redactor.redact(message)}`);
  };
  const log: Log = { debug: () => undefined, info: say, warn: say, error: say };
  const parts = { clock: systemClock, log, connectKubernetes };
  const provider = createProvider(parts) as unknown as Provider;
  const { driver } = composeDriver({ ...parts, provider, redactor });
  const call = { signal: AbortSignal.timeout(3 * 60 * 60_000) };
  const name = `live-${Date.now().toString(36)}`;
  const options = (more: Readonly<Record<string, string>> = {}): RawOptions => ({
    strings: {
      name,
      zone: place,
      'machine-type': 'e2-small',
      'node-count': '1',
      'disk-size-gb': '20',
      spot: 'true',
      ...(credentialPath === 'adc' ? {} : { credential: readFileSync(credentialPath, 'utf8') }),
      ...(project === undefined ? {} : { 'project-id': project }),
      ...more,
    },
    bools: credentialPath === 'adc' ? { 'application-default-credentials': true } : {},
    ints: {},
    lists: {},
  });
  const failures: string[] = [];
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    const since = Date.now();
    console.log(`${what} …`);
    try {
      const result = await work();
      console.log(`✓ ${what} (${String(Math.round((Date.now() - since) / 1_000))} s)`);
      return result;
    } catch (thrown) {
      failures.push(what);
      console.log(`✗ ${what}: ${redactor.redact(String(thrown))}`);
      return undefined;
    }
  };

  await step('the doctor finds nothing wrong', async () => {
    const { values } = parseOptions(provider.options, options(), { call: 'create' });
    const context = { clock: systemClock, name, signal: call.signal, progress: say, options: values };
    const checks = (await provider.doctor?.(context)) ?? [];
    for (const { name: check, result, detail, whatToDo = '' } of checks)
      say(`${result} ${check}: ${detail} ${whatToDo}`);
    if (checks.some(({ result }) => result === 'failed')) throw new Error('it does');
  });
  let info: ClusterInfo = emptyClusterInfo;
  const change = async (what: string, work: () => Promise<ClusterInfo>): Promise<void> => {
    const result = await step(what, async () => {
      const answer = await work();
      info = answer;
      if (answer.createError !== '') throw new Error(answer.createError);
      return answer;
    });
    if (result !== undefined) info = result;
  };
  await change('create', async () => driver.create.run(options(), info, call));
  if (failures.length === 0) {
    await change('post-check', async () => driver.postCheck.run(info, call));
    await change('create again finds it finished', async () => driver.create.run(options(), emptyClusterInfo, call));
    await change('update without a change', async () => driver.update.run(info, options(), call));
    await change('scale to two nodes', async () => driver.update.run(info, options({ 'node-count': '2' }), call));
    const labelled = options({ 'node-count': '2', labels: 'live=yes', 'resource-labels': 'live=yes' });
    await change('label nodes and cluster', async () => driver.update.run(info, labelled, call));
    await step('count the nodes', async () => {
      const count = await driver.versionAndSize.nodeCount(info, call);
      if (count !== 2) throw new Error(`there are ${String(count)}`);
    });
  }
  await step('remove', async () => driver.remove.run(info, call));
  await step('remove again', async () => driver.remove.run(info, call));
  console.log(
    failures.length === 0 ? 'all went well' : `failed: ${failures.join(', ')}; look for ${name} in the console`,
  );
  return failures.length === 0;
}
