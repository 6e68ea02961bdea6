import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What to package where. */
export interface PackageToMake {
  readonly directory: string;
  readonly name: string;
  readonly options: readonly string[];
  /** The checkout to make it from; this one where absent. */
  readonly sources?: string;
}

/** Makes one package for this machine's architecture. */
export function makePackage({ directory, name, options, sources = '.' }: PackageToMake): void {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const program = join(sources, 'scripts/package/main.ts');
  const args = [program, '--arch', architecture, '--output', join(directory, name), ...options];
  execFileSync('node_modules/.bin/node', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
