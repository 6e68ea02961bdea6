import { afterEach, describe, expect, it } from '@jest/globals';
import type { Check, DoctorContext } from '../../src/core/contract/doctor.js';
import { DriverError } from '../../src/core/driver-error.js';
import type { Provider } from '../../src/core/contract/provider.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { createProvider } from '../../src/providers/gke/gke-provider.js';
import { startGoogleDouble } from '../providers/gke/double/google-double.js';
import { scaledClock } from '../providers/gke/support/scaled-clock.js';
import { FakeKubernetesApi } from '../support/fake-kubernetes-api.js';
import { MemoryLog } from '../support/memory-log.js';
import { DoubleCloud, type DoubleOptions, type ProviderParts } from '../support/provider-double.js';
import { cliHarness, type CliHarness } from './support/cli-harness.js';

let user: CliHarness;

afterEach(() => {
  user.cleanUp();
});

/** A user who has a provider named `double` besides. */
function userOf(doctor: ProviderParts['doctor'], parts: ProviderParts = {}): CliHarness {
  const provider = new DoubleCloud().provider(doctor === undefined ? parts : { ...parts, doctor });
  return cliHarness({}, systemClock, { double: provider });
}

const answering = (checks: readonly Check[]) => userOf(() => Promise.resolve(checks));
const ask = ['doctor', '--provider', 'double'];

const well: Check = { name: 'credentials', result: 'ok', detail: 'they are good' };
const broken: Check = { name: 'limits', result: 'failed', detail: 'no room for 3 nodes', whatToDo: 'ask for more' };
const unknown: Check = { name: 'permissions', result: 'skipped', detail: 'nobody may ask' };

describe('driver doctor', () => {
  it('shows each check, and of one that failed what to do', async () => {
    user = answering([well, unknown, broken]);
    await expect(user.driver(...ask)).resolves.toEqual({
      exitCode: 1,
      stderr: '',
      stdout: [
        '✓ credentials  they are good',
        '- permissions  nobody may ask',
        '✗ limits       no room for 3 nodes',
        '               → ask for more',
        '',
      ].join('\n'),
    });
  });

  it.each([
    { checks: [well], exitCode: 0, because: 'all is well' },
    { checks: [well, unknown], exitCode: 0, because: 'what could not be told has not failed' },
    { checks: [well, broken], exitCode: 1, because: 'one failed' },
  ])('says it for programs and by the exit code: $because', async ({ checks, exitCode }) => {
    user = answering(checks);
    const result = await user.driver(...ask, '--json');
    expect(result).toMatchObject({ exitCode, stderr: '' });
    expect(JSON.parse(result.stdout)).toEqual(checks);
  });

  it('gives the provider the options of a create, its defaults among them, and the name where there is one', async () => {
    const asked: DoctorContext<DoubleOptions>[] = [];
    user = userOf((context) => {
      asked.push(context);
      return Promise.resolve([]);
    });
    await user.driver(...ask, '--node-count', '7', '--labels', 'a=b');
    await user.driver('doctor', 'shop', '--provider', 'double', '--spare');
    expect(asked).toMatchObject([
      { name: 'doctor', options: { nodeCount: 7, region: 'north', labels: ['a=b'] } },
      { name: 'shop', options: { nodeCount: 3, spare: true, labels: [] } },
    ]);
    expect(user.fake.journal()).toEqual([]);
  });

  it('reports all that is wrong with the options at once, and asks nobody then', async () => {
    user = userOf(() => Promise.reject(new Error('was asked')));
    const { exitCode, stderr } = await user.driver(
      ...ask,
      ...['--node-count', '0', '--labels', 'nonsense', '--colour', 'red'],
    );
    expect(exitCode).toBe(2);
    for (const text of ['--node-count must be', '--labels must be like key=value', 'there is no option --colour']) {
      expect(stderr).toContain(text);
    }
  });

  it('shows no secret, in whatever form it comes back', async () => {
    const secret = 'the-key-that-nobody-may-read';
    const check = { ...broken, detail: `the key ${secret} is refused`, whatToDo: `make another one than ${secret}` };
    user = userOf(({ progress }) => {
      progress(`trying ${secret}`);
      return Promise.resolve([check]);
    });
    const shown = await user.driver(...ask, '--access-key', secret, '--verbose');
    user.cleanUp();
    const request = { cause: new Error(`sent ${secret}`) };
    user = userOf(() =>
      Promise.reject(new DriverError('UNAVAILABLE', { attempted: `send ${secret}`, why: 'no answer', ...request })),
    );
    const failed = await user.driver(...ask, '--access-key', secret, '--verbose');
    expect(shown.stdout).toContain('the key *** is refused');
    expect(shown.stderr).toContain('trying ***');
    expect(failed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(failed.stderr).toContain('driver: doctor double: send ***: no answer');
    expect(JSON.stringify([shown, failed])).not.toContain(secret);
  });

  it('lets nothing through to the terminal that moves its cursor', async () => {
    user = answering([{ ...well, detail: 'good\u001b[2J\r\nreally' }]);
    expect((await user.driver(...ask)).stdout).toBe('✓ credentials  good really\n');
  });

  it('ends when it is interrupted', async () => {
    user = userOf(async ({ signal, progress }) => {
      const interrupted = new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
      progress('looking');
      await interrupted;
      return [];
    });
    user.interruptAt('looking');
    await expect(user.driver(...ask, '--verbose')).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('interrupted by SIGINT'),
    });
  });

  it.each([
    {
      argv: ['doctor', '--provider', 'fake'],
      exitCode: 1,
      says: 'driver: run the doctor: the provider fake has no checks before a create\n',
      because: 'the provider has no doctor',
    },
    { argv: ['doctor'], exitCode: 2, says: 'choose a provider: --provider NAME (fake', because: 'nobody was chosen' },
    { argv: ['doctor', '--provider', 'none'], exitCode: 2, says: 'no provider none', because: 'there is no such' },
    {
      argv: ['doctor', 'Shop_1', '--provider', 'double'],
      exitCode: 2,
      says: '"Shop_1" cannot be the name of a cluster',
      because: 'a create would refuse the name',
    },
    {
      argv: [...ask, 'shop', 'more'],
      exitCode: 2,
      says: '"more" is one argument too many',
      because: 'one name is enough',
    },
  ])('$argv ends with $exitCode: $because', async ({ argv, exitCode, says }) => {
    user = answering([]);
    const result = await user.driver(...argv);
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toContain(says);
  });

  it('has help, with the options of the provider, and completes them', async () => {
    user = answering([]);
    const help = await user.driver('doctor', '--help', '--provider', 'double');
    expect(help.stdout).toContain('Usage: driver doctor [name] --provider NAME');
    expect(help.stdout).toMatch(/--node-count <number>/);
    const { stdout } = await user.driver('complete-words', '--', ...ask, '--node');
    expect(stdout).toBe('--node-count\n');
  });
});

describe('driver doctor --provider gke', () => {
  it('looks at the project without creating anything, and says what to do where something is missing', async () => {
    await using google = await startGoogleDouble();
    const log = new MemoryLog();
    const services = {
      clock: scaledClock(400),
      log,
      connectKubernetes: new FakeKubernetesApi({ fills: 'at once' }).connect,
    };
    const gke = createProvider(services, { environment: {} }) as unknown as Provider;
    user = cliHarness({}, systemClock, { gke });
    const { file } = google.makeKey();
    const { root } = google.endpoints;
    const endpoints = ['api', 'compute', 'resource-manager', 'service-usage'].flatMap((api) => [
      `--${api}-endpoint`,
      root,
    ]);
    const argv = ['doctor', '--provider', 'gke', '--zone', 'us-central1-a', '--credential', '@-', ...endpoints];

    const good = await user.driverWithInput(JSON.stringify(file), ...argv);
    expect(good).toMatchObject({ exitCode: 0, stderr: '' });
    expect(good.stdout).toMatch(/^✓ permissions /m);
    const bad = await user.driverWithInput(JSON.stringify(file), ...argv, '--node-count', '101');
    expect(bad).toMatchObject({ exitCode: 1, stderr: '' });
    expect(bad.stdout).toMatch(/^✗ quota .*INSTANCES: 101 are needed/m);
    expect(bad.stdout).toMatch(/^ +→ /m);

    const [, line = ''] = file.private_key.split('\n');
    expect(JSON.stringify([good, bad])).not.toContain(line);
    expect(google.violations).toEqual([]);
    expect(google.requests.filter(({ kind }) => kind === 'writing')).toEqual([]);
  });
});
