// Compares this driver with a Go driver of the same contract, side by side in one run. Figures depend on the machine; ratios less so.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { answer, type Client, type DriverCommand, startDriver } from './driver-under-test.ts';
import { median, percentile } from './percentiles.ts';
import { measurePostCheck } from './post-check.ts';

const smoke = process.argv.includes('--smoke');
const rounds = smoke ? 3 : 15;
const calls = smoke ? 200 : 2_000;
const burst = smoke ? 500 : 5_000;

interface Figures {
  readonly startMs: number[];
  readonly residentMiB: number[];
  readonly optionsMs: number[];
  readonly perSecond: Record<string, number[]>;
}

const temp = mkdtempSync(join(tmpdir(), 'driver-bench-'));
try {
  const ours = { label: 'ours', command: [process.execPath, resolve('bin/driver.js'), '{port}'] };
  const go = { label: 'Go', command: [buildGoDriver(), '{port}'] };
  const [a, b] = [emptyFigures(), emptyFigures()];
  // Turn and turn about, so that a change of the machine's mood meets both.
  for (let round = 0; round < rounds; round++) {
    await measureStart(ours, a);
    await measureStart(go, b);
  }
  for (let round = 0; round < (smoke ? 1 : 3); round++) {
    await measureCalls(ours, a);
    await measureCalls(go, b);
  }
  print(a, b);
  await compareProviders();
  await measurePostCheck(smoke ? 2 : 10);
} finally {
  rmSync(temp, { recursive: true, force: true });
}

function buildGoDriver(): string {
  execFileSync('go', ['build', '-trimpath', '-o', `${temp}/`, './cmd/reference-driver'], {
    cwd: 'test/interop',
    stdio: 'inherit',
  });
  return join(temp, 'reference-driver');
}

function emptyFigures(): Figures {
  return { startMs: [], residentMiB: [], optionsMs: [], perSecond: { '1': [], '16': [], '128': [] } };
}

async function measureStart(command: DriverCommand, figures: Figures): Promise<void> {
  const driver = await startDriver(command);
  figures.startMs.push(driver.startMs);
  figures.residentMiB.push(driver.residentMiB());
  await driver.stop();
}

/** What it costs at the start to choose a provider: its options and checks are loaded, its cloud's library is not. */
async function compareProviders(): Promise<void> {
  const names = ['mock', 'kind', 'gke'] as const;
  const figures = names.map(() => emptyFigures());
  for (let round = 0; round < rounds; round++) {
    for (const [index, name] of names.entries()) {
      const command = [process.execPath, resolve('bin/driver.js'), '{port}', '--provider', name];
      await measureStart({ label: name, command }, figures[index] ?? emptyFigures());
    }
  }
  const [base = Number.NaN, ...others] = figures.map(({ startMs }) => median(startMs));
  for (const [index, ms] of others.entries()) {
    console.log(`start with ${names[index + 1] ?? ''} instead of mock: ${(ms - base).toFixed(0)} ms more`);
  }
}

async function measureCalls(command: DriverCommand, figures: Figures): Promise<void> {
  const driver = await startDriver(command);
  try {
    for (let call = 0; call < 200; call++) await answer((reply) => driver.client.GetDriverCreateOptions({}, reply));
    for (let call = 0; call < calls; call++) {
      const began = performance.now();
      await answer((reply) => driver.client.GetDriverCreateOptions({}, reply));
      figures.optionsMs.push(performance.now() - began);
    }
    for (const [inFlight, rates] of Object.entries(figures.perSecond)) {
      rates.push(await rate(driver.client, Number(inFlight)));
    }
  } finally {
    await driver.stop();
  }
}

async function rate(client: Client, inFlight: number): Promise<number> {
  let left = burst;
  const began = performance.now();
  const lane = async () => {
    while (left-- > 0) await answer((reply) => client.GetCapabilities({}, reply));
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return burst / ((performance.now() - began) / 1000);
}

function print(a: Figures, b: Figures): void {
  const rows: [what: string, ours: number, go: number][] = [
    ['start to first GetCapabilities (ms, median)', median(a.startMs), median(b.startMs)],
    ['resident memory after it (MiB, median)', median(a.residentMiB), median(b.residentMiB)],
    ['GetDriverCreateOptions (ms, median)', median(a.optionsMs), median(b.optionsMs)],
    ['GetDriverCreateOptions (ms, 99th percentile)', percentile(a.optionsMs, 0.99), percentile(b.optionsMs, 0.99)],
    ...Object.keys(a.perSecond).map((inFlight): [string, number, number] => [
      `calls per second, ${inFlight} in flight`,
      median(a.perSecond[inFlight] ?? []),
      median(b.perSecond[inFlight] ?? []),
    ]),
  ];
  console.log(`${''.padEnd(48)}${'ours'.padStart(10)}${'Go'.padStart(10)}${'ours/Go'.padStart(10)}`);
  for (const [what, one, other] of rows) {
    const ratio = (one / other).toFixed(2);
    console.log(`${what.padEnd(48)}${format(one).padStart(10)}${format(other).padStart(10)}${ratio.padStart(10)}`);
  }
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
