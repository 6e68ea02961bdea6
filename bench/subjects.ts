import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { DriverCommand } from './driver-under-test.ts';

/** What is measured, in the order of the columns. */
export interface Subjects {
  /** What Rancher would run, with all providers inside. */
  readonly packaged: DriverCommand;
  /** Rancher's example of a driver: kontainer-engine's own for GKE. It makes its tokens by an API that no cluster has any more. */
  readonly goExample: DriverCommand;
  /** The least that a Go driver can be: no cloud, and no Kubernetes client, so its PostCheck does nothing. */
  readonly leastGo: DriverCommand;
  /** The least one with today's client-go: a PostCheck that works. */
  readonly goWithClient: DriverCommand;
  /** This checkout. */
  readonly source: DriverCommand;
}

/** Packages this driver and builds the Go drivers, into a directory. */
export function makeSubjects(directory: string): Subjects {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const options = ['--all', '--no-archive', '--arch', architecture, '--output', directory];
  execFileSync(process.execPath, ['scripts/package/main.ts', ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  buildGo('test/interop', directory, './cmd/reference-driver', './cmd/token-driver');
  buildGo('test/interop/example-driver', join(directory, 'example-driver'), '.');
  return {
    packaged: [join(directory, `kontainer-engine-driver-all-linux-${architecture}`), '{port}'],
    goExample: [join(directory, 'example-driver'), '{port}'],
    leastGo: [join(directory, 'reference-driver'), '{port}'],
    goWithClient: [join(directory, 'token-driver'), '{port}'],
    source: [process.execPath, resolve('bin/driver.js'), '{port}'],
  };
}

function buildGo(module: string, output: string, ...packages: readonly string[]): void {
  execFileSync('go', ['build', '-trimpath', '-o', output, ...packages], { cwd: module, stdio: 'inherit' });
}
