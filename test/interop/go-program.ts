import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/** The commands of the Go module that tests start. */
type GoProgram = 'rancher-client' | 'reference-driver' | 'terraform-reader';

const names: readonly GoProgram[] = ['rancher-client', 'reference-driver', 'terraform-reader'];

/** They stay here from one run to the next: Go builds nothing again that has not changed. */
const folder = resolve('node_modules/.cache/interop');

/** Whether Go is here to build with. In CI it has to be. */
export function goIsHere(): boolean {
  if (canRunGo()) return true;
  if (process.env.CI === 'true') throw new Error('the interop suite needs Go 1.26, and CI has none');
  console.warn("Go is not installed, so Rancher's own client is not run against the driver");
  return false;
}

/** Builds the commands, once for all tests of a run. Returns whether that went well; where Go is not here, nothing can go wrong. */
export async function buildGoPrograms(): Promise<boolean> {
  if (!canRunGo()) return true;
  mkdirSync(folder, { recursive: true });
  const args = ['build', '-o', `${folder}/`, ...names.map((name) => `./cmd/${name}`)];
  const [status] = (await once(spawn('go', args, { cwd: 'test/interop', stdio: 'inherit' }), 'exit')) as [
    number | null,
  ];
  // What an earlier run has left must not be taken for these sources.
  if (status !== 0) rmSync(folder, { recursive: true });
  return status === 0;
}

/** The path of a command. @throws Error where it did not compile */
export function goProgram(name: GoProgram): string {
  const path = `${folder}/${name}`;
  if (!existsSync(path)) throw new Error(`${name} did not compile: see the beginning of the run`);
  return path;
}

function canRunGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
