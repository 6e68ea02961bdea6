import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { failedSteps, runScenario } from '../interop/rancher-client.js';
import { describeReal } from './support/describe-real.js';
import { containersOf, engineEnvironment, nodeImage, tool } from './support/real-engine.js';

const driver = fileURLToPath(new URL('../../bin/driver.js', import.meta.url));

describeReal('kind', 'the line that people type most', () => {
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'driver-real-home-'));
  });

  afterAll(async () => {
    await type('driver rm dev');
    await rm(home, { recursive: true, force: true });
  });

  /** Types a line into a shell, as a person with an empty home would. */
  const type = (line: string): Promise<string> => {
    const shell = `driver() { '${process.execPath}' '${driver}' "$@"; }; export HOME='${home}'; ${line}`;
    return tool('bash', ['-c', `set -o pipefail; unset XDG_STATE_HOME KUBECONFIG; ${shell}`]);
  };

  it('makes three nodes that are ready', async () => {
    const image = nodeImage.nodeImage === undefined ? '' : `--node-image ${nodeImage.nodeImage}`;
    await type(`driver create dev --provider kind --node-count 2 ${image}`);
    const nodes = await type('kubectl --kubeconfig <(driver kubeconfig dev) get nodes --no-headers');
    expect(
      nodes
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 2)),
    ).toEqual([
      ['dev-control-plane', 'Ready'],
      ['dev-worker', 'Ready'],
      ['dev-worker2', 'Ready'],
    ]);
    expect(await type('kubectl --kubeconfig <(driver kubeconfig dev) config view --raw')).toContain('token: ');
  });

  it('takes them away again', async () => {
    expect(await type('driver rm dev && driver rm dev')).toContain('nothing to remove');
    expect(await containersOf('dev')).toEqual([]);
  });
});

describeReal('kind', "Rancher's own Go client and a kind cluster", () => {
  it('go through its whole life', async () => {
    const client = join(process.env.REAL_GO_PROGRAMS ?? '', 'rancher-client');
    const environment = Object.entries(engineEnvironment()).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    const command = [process.execPath, driver, '{port}', '--provider', 'kind'];
    const outcome = await runScenario(client, ['life', ...environment], command, { nodeCount: 1, ...nodeImage });
    expect(failedSteps(outcome)).toEqual([]);
    expect(outcome.exitCode).toBe(0);
    const { detail } = outcome.steps.find(({ step }) => step === 'create') ?? {};
    expect(detail?.clusterInfoGiven).toBe(false);
  });
});
