import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { startReachableDouble } from '../providers/gke/support/reachable-double.js';
import { Jail } from './support/jail.js';
import { packages } from './support/packages.js';
import { outputOf } from './support/started-driver.js';

interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly error?: string;
}

const mockOptions = { nodeCount: 2, accessKey: 'a-credential-of-the-cloud' };

/** Has Rancher's Go client run a scenario on the driver in the jail; returns its steps. */
async function scenario(jail: Jail, options: object, ...args: readonly string[]): Promise<readonly Step[]> {
  const child = spawn(packages().rancherClient, [...args, '--', jail.launcher(), '{port}'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(JSON.stringify(options));
  const { text } = await outputOf(child);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Step);
}

function failed(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ ok }) => !ok);
}

describe("Rancher's own client and the packaged driver in the jail", () => {
  it('go through the whole life of a cluster', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const flags = ['--options', '-', '--scale', 'nodeCount=3', '--upgrade', 'kubernetesVersion=1.35.0'];
    const steps = await scenario(jail, mockOptions, 'life', ...flags);
    expect(failed(steps)).toEqual([]);
    expect(steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['create', 'verify-token', 'upgrade', 'scale', 'etcd-restore', 'remove', 'secrets']),
    );
  });

  it('adopt what a killed driver left', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const steps = await scenario(jail, mockOptions, 'orphan', '--options', '-', '--kill-after', '100ms,300ms');
    expect(failed(steps)).toEqual([]);
  });

  it('find no flag that would crash Rancher', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    expect(failed(await scenario(jail, {}, 'options'))).toEqual([]);
  });

  it('do it with the driver of all providers, installed under the name of one', async () => {
    using jail = Jail.make(packages().all, 'kontainer-engine-driver-mock');
    expect(failed(await scenario(jail, mockOptions, 'life', '--options', '-'))).toEqual([]);
  });

  it("go through the life of a cluster of Google's double", async () => {
    await using double = await startReachableDouble();
    const { google } = double;
    using jail = Jail.make(packages().all, 'kontainer-engine-driver-gke');
    const { root } = google.endpoints;
    const options = {
      credential: JSON.stringify(google.makeKey().file),
      zone: 'us-central1-a',
      nodeCount: 1,
      apiEndpoint: root,
      computeEndpoint: root,
    };
    const steps = await scenario(jail, options, 'life', '--options', '-', '--scale', 'nodeCount=2');
    expect(failed(steps)).toEqual([]);
    expect(google.violations).toEqual([]);
    expect(double.countClusters()).toBe(0);
  });

  it("find no flag of gke's that would crash Rancher", async () => {
    using jail = Jail.make(packages().all, 'kontainer-engine-driver-gke');
    expect(failed(await scenario(jail, {}, 'options'))).toEqual([]);
  });
});
