import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import type { ClusterInfo__Output } from '../lib/wire/generated/types/ClusterInfo.js';
import { answer, type Client, startDriver } from './driver-under-test.ts';
import { median } from './percentiles.ts';

/** Prints what PostCheck costs on the mock's control plane: the first run, which makes everything, and later ones. */
export async function measurePostCheck(rounds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'driver-bench-'));
  const first: number[] = [];
  const later: number[] = [];
  let requests = { first: 0, later: 0 };
  try {
    for (let round = 0; round < rounds; round++) {
      // A new process each time, as in Rancher: loading the Kubernetes client is part of what a first call costs.
      const driver = await startDriver({
        label: 'ours',
        command: [process.execPath, resolve('bin/driver.js'), '{port}'],
      });
      const info = await create(driver.client, directory, `bench-${String(round)}`);
      try {
        const before = await countRequests(info);
        first.push(await timed(() => answer((reply) => driver.client.PostCheck(info, reply))));
        const between = await countRequests(info);
        later.push(await timed(() => answer((reply) => driver.client.PostCheck(info, reply))));
        requests = { first: between - before, later: (await countRequests(info)) - between };
      } finally {
        await answer((reply) => driver.client.Remove(info, reply));
        await driver.stop();
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  console.log(`PostCheck that makes everything: ${median(first).toFixed(0)} ms, ${String(requests.first)} requests`);
  console.log(
    `PostCheck that finds everything: ${median(later).toFixed(0)} ms, ${String(requests.later)} requests, side by side`,
  );
}

async function create(client: Client, directory: string, name: string): Promise<ClusterInfo__Output> {
  const driver_options = { string_options: { name, directory }, int_options: { 'node-count': 1 } };
  return answer<ClusterInfo__Output>((reply) => client.Create({ driver_options }, reply));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What the control plane has been asked so far; its own list of requests is not part of it. */
async function countRequests(info: ClusterInfo__Output): Promise<number> {
  const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');
  const [ca, cert, key] = [info.root_ca_certificate, info.client_certificate, info.client_key].map(decode);
  return new Promise((resolve, reject) => {
    const call = request(`${info.endpoint}/mock/requests`, { ca, cert, key, agent: false }, (response) => {
      json(response).then((list) => {
        resolve((list as { readonly requests: readonly unknown[] }).requests.length);
      }, reject);
    });
    call.once('error', reject);
    call.end();
  });
}
