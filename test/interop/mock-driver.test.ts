import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { goIsHere, goProgram } from './go-program.js';
import { failedSteps, type Outcome, runScenario } from './rancher-client.js';

const driver = [process.execPath, resolve('bin/driver.js'), '{port}'];
const secret = 'the-access-key-that-nobody-may-read';

(goIsHere() ? describe : describe.skip)("Rancher's own Go client and the driver", () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'interop-mock-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  const run = (args: readonly string[], options: object): Promise<Outcome> =>
    runScenario(goProgram('rancher-client'), args, driver, { directory, accessKey: secret, ...options });

  const expectGood = async (outcome: Outcome): Promise<void> => {
    expect(failedSteps(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ exitCode: 0 });
    expect(outcome.log).not.toContain(secret);
    expect(await readdir(directory)).toEqual([]);
  };

  it('finds nothing in the options that Rancher would crash on or get wrong', async () => {
    const outcome = await runScenario(goProgram('rancher-client'), ['options'], driver);
    expect(failedSteps(outcome)).toEqual([]);
    expect(outcome.exitCode).toBe(0);
  }, 60_000);

  it('leads a cluster through its whole life', async () => {
    const args = ['life', '--scale', 'nodeCount=4', '--upgrade', 'kubernetesVersion=1.35.0'];
    const outcome = await run(args, { nodeCount: 2, kubernetesVersion: '1.34.1', labels: { team: 'blue' } });
    await expectGood(outcome);
    expect(outcome.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['create', 'verify-token', 'upgrade', 'scale', 'renew-token', 'remove-without-metadata']),
    );
  }, 120_000);

  it('keeps what a failed create left, and goes on with it after the correction', async () => {
    const corrected = join(directory, '..', `${crypto.randomUUID()}.json`);
    await writeFile(corrected, JSON.stringify({ directory, accessKey: secret, nodeCount: 2, fault: ['none'] }));
    try {
      const outcome = await run(['retry', '--then', corrected], { nodeCount: 1, fault: ['create:after-network'] });
      await expectGood(outcome);
    } finally {
      await rm(corrected, { force: true });
    }
  }, 120_000);

  it('has one cluster and no more after the driver was killed in the middle of creates', async () => {
    const args = ['orphan', '--crash', 'driver', '--kill-after', '150ms,300ms,600ms'];
    const outcome = await run(args, { nodeCount: 2, stepDuration: '400ms' });
    await expectGood(outcome);
  }, 120_000);
});
