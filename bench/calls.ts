import { answer, type Client, type DriverCommand, startDriver } from './driver-under-test.ts';
import { printFigures } from './figures.ts';
import { inTurns, samplesOf } from './in-turns.ts';
import { percentile } from './percentiles.ts';
import type { Subjects } from './subjects.ts';

const warmUp = 200;

/** Prints how long a call takes one by one, and how many are answered in a second by how many are in flight. */
export async function measureCalls(
  subjects: Subjects,
  { rounds, calls, burst }: { readonly rounds: number; readonly calls: number; readonly burst: number },
): Promise<void> {
  const { optionsMs, '1': alone, '16': some, '128': many } = samplesOf('optionsMs', '1', '16', '128');
  // The caller runs in Node, too: whoever came first would be called by code that is not compiled yet.
  await withDriver(subjects.leastGo, (client) => oneByOne(client, calls));
  await inTurns(subjects, rounds, async (command, subject) => {
    await withDriver(command, async (client) => {
      await oneByOne(client, warmUp);
      optionsMs[subject].push(...(await oneByOne(client, calls)));
      alone[subject].push(await perSecond(client, burst, 1));
      some[subject].push(await perSecond(client, burst, 16));
      many[subject].push(await perSecond(client, burst, 128));
    });
  });
  printFigures('GetDriverCreateOptions (ms)', optionsMs);
  printFigures('GetDriverCreateOptions (ms, 99th percentile)', optionsMs, (samples) => percentile(samples, 0.99));
  printFigures('calls per second, 1 in flight', alone);
  printFigures('calls per second, 16 in flight', some);
  printFigures('calls per second, 128 in flight', many);
}

async function withDriver(command: DriverCommand, use: (client: Client) => Promise<unknown>): Promise<void> {
  const driver = await startDriver(command);
  try {
    await use(driver.client);
  } finally {
    await driver.stop();
  }
}

/** How long each of some calls takes, in milliseconds. */
async function oneByOne(client: Client, calls: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const began = performance.now();
    await answer((reply) => client.GetDriverCreateOptions({}, reply));
    times.push(performance.now() - began);
  }
  return times;
}

async function perSecond(client: Client, burst: number, inFlight: number): Promise<number> {
  let left = burst;
  const began = performance.now();
  const lane = async () => {
    while (left-- > 0) await answer((reply) => client.GetCapabilities({}, reply));
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return burst / ((performance.now() - began) / 1000);
}
