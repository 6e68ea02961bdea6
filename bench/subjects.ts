import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { DriverCommand } from './driver-under-test.ts';

/** What is measured, in the order of the columns. */
export interface Subjects {
  /** What Rancher would run, with all providers inside. */
  readonly packaged: DriverCommand;
  /** The least that a Go driver can be: no cloud, and no Kubernetes client, so its PostCheck does nothing. */
  readonly go: DriverCommand;
  /** The same with client-go, as every real Go driver has it. */
  readonly goWithClient: DriverCommand;
  /** This checkout. */
  readonly source: DriverCommand;
}

/** Packages this driver and builds the Go drivers, into a directory. */
export function makeSubjects(directory: string): Subjects {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const options = ['--all', '--no-archive', '--arch', architecture, '--output', directory];
  execFileSync(process.execPath, ['scripts/package/main.ts', ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('go', ['build', '-trimpath', '-o', `${directory}/`, './cmd/reference-driver', './cmd/token-driver'], {
    cwd: 'test/interop',
    stdio: 'inherit',
  });
  return {
    packaged: [join(directory, `kontainer-engine-driver-all-linux-${architecture}`), '{port}'],
    go: [join(directory, 'reference-driver'), '{port}'],
    goWithClient: [join(directory, 'token-driver'), '{port}'],
    source: [process.execPath, resolve('bin/driver.js'), '{port}'],
  };
}
