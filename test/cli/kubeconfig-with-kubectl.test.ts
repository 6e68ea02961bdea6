import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kubectlPrograms } from '../providers/support/kubectl.js';

const suite = kubectlPrograms.length === 0 ? describe.skip : describe;

suite('the kubeconfig that the command line wrote', () => {
  let home: string;
  const run = async (program: string, ...args: readonly string[]): Promise<string> => {
    const env = { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home };
    return (await promisify(execFile)(program, args, { env, cwd: home })).stdout;
  };
  const driver = (...args: readonly string[]) => run(process.execPath, resolve('bin/driver.js'), ...args);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    await driver('create', 'demo', '--provider', 'mock', '--node-count', '2');
  });

  afterAll(async () => {
    await driver('rm', 'demo');
    await rm(home, { recursive: true });
  });

  it.each(kubectlPrograms)('lets $title in by its context, with the token that PostCheck made', async ({ path }) => {
    expect(await run(path, '--context', 'driver-demo', 'get', 'nodes')).toMatch(/^demo-node-2 +Ready/m);
    expect(await run(path, '--context', 'driver-demo', 'auth', 'can-i', '*', '*')).toBe('yes\n');
    const config = await readFile(join(home, '.kube/config'), 'utf8');
    expect(config).toContain('token: ');
    expect(config).not.toContain('client-key-data');
  });

  it.each(kubectlPrograms)('lets $title in as it is printed, too', async ({ path }) => {
    const file = join(home, 'printed');
    await writeFile(file, await driver('kubeconfig', 'demo'), { mode: 0o600 });
    expect(await run(path, '--kubeconfig', file, 'get', 'secrets', '-n', 'cattle-system')).toMatch(
      /^kontainer-engine-token-\w+ +kubernetes.io\/service-account-token +3/m,
    );
  });
});
