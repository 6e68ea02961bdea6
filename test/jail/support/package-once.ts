import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePackage } from './make-package.ts';
import { announce } from './packages.ts';

/** Packages the drivers before the tests, and builds Rancher's client. */
export default function packageOnce(): void {
  const directory = mkdtempSync(join(tmpdir(), 'driver-packages-'));
  announce(directory);
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  const remote = ['--provider', './test/jail/fixtures/remote-provider.ts', '--no-archive'];
  makePackage({ directory, name: 'mock', options: ['--provider', 'mock', '--no-archive'] });
  makePackage({ directory, name: 'remote', options: remote });
  makePackage({ directory, name: 'all', options: ['--all'] });
  const build = ['build', '-o', join(directory, 'rancher-client'), './cmd/rancher-client'];
  execFileSync('go', build, { cwd: 'test/interop', stdio: 'inherit' });
}
