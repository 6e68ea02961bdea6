import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { ClusterInfo__Output } from '../lib/wire/generated/types/ClusterInfo.js';
import { answer, type Client, startDriver } from './driver-under-test.ts';
import { printFigures } from './figures.ts';
import { inTurns, samplesOf } from './in-turns.ts';
import type { Subjects } from './subjects.ts';

/** Prints what PostCheck costs on the mock's control plane: the first run, which makes everything, and a later one. */
export async function measurePostCheck(subjects: Subjects, rounds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'driver-bench-'));
  const { firstMs, laterMs, firstRequests, laterRequests } = samplesOf(
    'firstMs',
    'laterMs',
    'firstRequests',
    'laterRequests',
  );
  const maker = await startDriver(subjects.source);
  const measured = ['packaged', 'goWithClient', 'source'] as const;
  let clusters = 0;
  try {
    await inTurns(
      subjects,
      rounds,
      async (command, subject) => {
        const info = await create(maker.client, directory, `bench-${String(clusters++)}`);
        // A new process each time, as in Rancher: loading the Kubernetes client is part of what a first call costs.
        const driver = await startDriver(command);
        try {
          const before = await countRequests(info);
          firstMs[subject].push(await timed(() => answer((reply) => driver.client.PostCheck(info, reply))));
          const between = await countRequests(info);
          laterMs[subject].push(await timed(() => answer((reply) => driver.client.PostCheck(info, reply))));
          firstRequests[subject].push(between - before);
          laterRequests[subject].push((await countRequests(info)) - between);
        } finally {
          await driver.stop();
          await answer((reply) => maker.client.Remove(info, reply));
        }
      },
      measured,
    );
  } finally {
    await maker.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  printFigures('PostCheck that makes everything (ms)', firstMs);
  printFigures('PostCheck that makes everything (requests)', firstRequests);
  printFigures('PostCheck that finds everything (ms)', laterMs);
  printFigures('PostCheck that finds everything (requests)', laterRequests);
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
