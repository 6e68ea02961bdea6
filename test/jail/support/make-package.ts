import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes one package for this machine's architecture. */
export function makePackage(directory: string, name: string, ...options: readonly string[]): void {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const args = ['scripts/package/main.ts', '--arch', architecture, '--output', join(directory, name), ...options];
  execFileSync('node_modules/.bin/node', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
