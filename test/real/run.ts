/**
 * Runs the tests on real Kubernetes: builds what they need or takes it from the cache, starts a container engine, runs Jest where
 * that engine's network is, and ends the engine. What cannot be had here is skipped with its reason; in CI that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const inCi = process.env.CI === 'true';

type Settings = Readonly<Record<string, string>>;

function run(command: string, args: readonly string[]): { ok: boolean; stdout: string } {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  return { ok: status === 0, stdout };
}

function settingsOf(text: string): Settings {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** Why nothing can be built here; undefined where it can. */
function whyNotBuilt(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'building the parts needs root on Linux';
  if (!works('apt-get', '--version')) return 'building the parts needs the packages of Debian';
  return works('go', 'version') ? undefined : 'building the parts needs Go, which is not in PATH';
}

/** What this machine has by itself, as a laptop may. */
function ownEngine(): Settings | string {
  for (const [tool, ...args] of [
    ['docker', 'version'],
    ['kind', 'version'],
    ['kubectl', 'version', '--client'],
  ] as const) {
    if (!works(tool, ...args)) return `${tool} is not here, or does not work`;
  }
  return { BIN: '', NODE_IMAGE: '', ENGINE_EXEC: '', DOCKER_HOST: process.env.DOCKER_HOST ?? '' };
}

function startEngine(directory: string): Settings | string {
  const { ok, stdout } = run(join(here, 'engine/start.sh'), [directory]);
  return ok ? settingsOf(stdout) : 'no container engine could be started (see above)';
}

function test(engine: Settings | string, apiServerSkipped: string | undefined, goPrograms?: string): number {
  const prefix = typeof engine === 'string' ? [] : (engine.ENGINE_EXEC ?? '').split(' ').filter((word) => word !== '');
  const jest = [
    process.execPath,
    '--experimental-vm-modules',
    '--no-warnings',
    join(root, 'node_modules/jest/bin/jest.js'),
  ];
  const [command = '', ...args] = [
    ...prefix,
    ...jest,
    '--config',
    join(here, 'jest.config.js'),
    ...process.argv.slice(2),
  ];
  const env = {
    ...process.env,
    ...(apiServerSkipped === undefined ? {} : { REAL_APISERVER_SKIPPED: apiServerSkipped }),
    ...(typeof engine === 'string'
      ? { REAL_KIND_SKIPPED: engine }
      : {
          REAL_BIN: engine.BIN ?? '',
          REAL_NODE_IMAGE: engine.NODE_IMAGE ?? '',
          REAL_DOCKER_HOST: engine.DOCKER_HOST ?? '',
        }),
    ...(goPrograms === undefined ? {} : { REAL_GO_PROGRAMS: goPrograms }),
  };
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
}

function main(): number {
  const unbuilt = whyNotBuilt();
  if (unbuilt !== undefined) {
    console.log(`test/real: ${unbuilt}`);
    if (inCi) return 1;
    return test(ownEngine(), unbuilt);
  }
  if (!run(join(here, 'build/all.sh'), []).ok) return 1;
  const work = mkdtempSync(join(tmpdir(), 'driver-real-'));
  const directory = join(work, 'engine');
  const goPrograms = join(work, 'go');
  try {
    // Before the engine: where it is, there is no way out to the modules.
    if (!run('go', ['-C', 'test/interop', 'build', '-o', `${goPrograms}/`, './cmd/rancher-client']).ok) return 1;
    const status = test(startEngine(directory), undefined, goPrograms);
    // What the engine said of it is about to be deleted.
    if (status !== 0) console.error(run('tail', ['--lines=40', join(directory, 'engine.log')]).stdout);
    return status;
  } finally {
    run(join(here, 'engine/stop.sh'), [directory]);
    rmSync(work, { recursive: true, force: true });
  }
}

process.exitCode = main();
