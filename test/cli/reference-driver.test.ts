import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goIsHere, goProgram } from '../interop/go-program.js';
import { cliHarness, type CliHarness } from './support/cli-harness.js';

const describeWithGo = goIsHere() ? describe : describe.skip;

describeWithGo('a driver that is built on kontainer-engine itself', () => {
  let directory: string;
  let user: CliHarness;
  let binary: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'reference-driver-'));
    user = cliHarness();
    binary = join(directory, 'kontainer-engine-driver-reference');
    const environment = `REFERENCE_DRIVER_STATE='${join(directory, 'state.json')}'`;
    writeFileSync(binary, `#!/bin/sh\n${environment} exec '${goProgram('reference-driver')}' "$@"\n`, {
      mode: 0o755,
    });
  });

  afterAll(() => {
    user.cleanUp();
    rmSync(directory, { recursive: true, force: true });
  });

  const succeeds = async (...argv: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await user.driver(...argv);
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
    return stdout;
  };

  it('shows its options', async () => {
    const help = await succeeds('create', '--help', '--driver', binary);
    expect(help).toMatch(/--node-count <number> +The number of nodes \[default: 1\]/);
    expect(help).toMatch(/--api-key <text> +A secret, which is not used \[secret/);
    expect(help).toMatch(/--zones <text> +Not used .*\[default: zone-a, zone-b\]/);
  });

  it('is driven through the whole life of a cluster, a failed create included', async () => {
    const create = ['create', 'demo', '--driver', binary, '--node-count', '2', '--fail-create', 'once'];
    const failed = await user.driver(...create);
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain('driver: create demo: create failed as asked\n');
    await expect(succeeds('create', 'demo')).resolves.toContain('on 2 nodes');
    await expect(succeeds('update', 'demo', '--node-count', '4')).resolves.toContain('on 4 nodes');
    await expect(succeeds('get-cluster-size', 'demo')).resolves.toBe('4\n');
    await succeeds('set-cluster-size', 'demo', '6');
    await succeeds('update', 'demo');
    await expect(succeeds('get-cluster-size', 'demo')).resolves.toBe('6\n');
    await expect(succeeds('kubeconfig', 'demo')).resolves.toContain('token: reference-token-of-demo');
    const unsupported = await user.driver('etcd', 'save', 'demo', 'monday');
    expect(unsupported).toMatchObject({ exitCode: 1 });
    await expect(succeeds('capabilities', 'demo')).resolves.toContain('etcdBackup: false');
    await expect(succeeds('rm', 'demo')).resolves.toBe('demo is removed\n');
    await expect(succeeds('ls', '--json')).resolves.toBe('[]\n');
  }, 120_000);
});
