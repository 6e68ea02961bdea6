import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cliHarness, type CliHarness } from './support/cli-harness.js';

// Every operation starts a process; a busy machine takes its time.
jest.setTimeout(60_000);

let user: CliHarness;

beforeEach(() => {
  user = cliHarness();
});

afterEach(() => {
  user.cleanUp();
});

const create = ['create', 'demo', '--provider', 'fake'];

interface WrongUsage {
  readonly argv: readonly string[];
  readonly says: readonly string[];
  readonly because: string;
}

const wrong: readonly WrongUsage[] = [
  { argv: [], says: ['Usage: driver'], because: 'nothing was asked for' },
  { argv: ['crate', 'demo'], says: ['there is no command "crate"; did you mean create?'], because: 'a typing mistake' },
  { argv: ['9000', 'x'], says: ['"x" is one argument too many'], because: 'a port is all there is' },
  { argv: ['create', '--provider', 'fake'], says: ['the name of the cluster is missing'], because: 'no name' },
  {
    argv: ['create', 'Demo_1', '--provider', 'fake'],
    says: ['"Demo_1" cannot be the name of a cluster'],
    because: 'it becomes part of names in clouds',
  },
  { argv: ['create', 'demo'], says: ['choose a driver: --provider NAME (fake'], because: 'no driver' },
  {
    argv: ['create', 'demo', '--provider', 'fake', '--driver', '/bin/true'],
    says: ['give --provider or --driver, not both'],
    because: 'two drivers',
  },
  {
    argv: ['create', 'demo', '--driver', './none'],
    says: ['none is no executable file'],
    because: 'the file is not there',
  },
  {
    argv: [...create, '--node-cuont', '3'],
    says: ['there is no option --node-cuont; did you mean --node-count?', '"driver create --help --provider fake"'],
    because: 'the nearest name helps',
  },
  {
    argv: [...create, '--node-count', 'many', '--spot=maybe', '--region', 'moon', '--kubernetes-version'],
    says: [
      '--node-count must be a whole number, not "many"',
      '--spot must be true or false, not "maybe"',
      'there is no option --region',
      '--kubernetes-version needs a value',
    ],
    because: 'everything is told at once',
  },
  {
    argv: [...create, '--node-count', '101'],
    says: ['--node-count must be 1 to 100, not 101'],
    because: 'of the range',
  },
  {
    argv: [...create, '--node-count', '13', '--spot'],
    says: ['--spot cannot be with 13 nodes'],
    because: 'the provider has rules of its own',
  },
  { argv: [...create, 'surplus'], says: ['"surplus" is one argument too many'], because: 'one name is enough' },
  { argv: [...create, '--access-key', '@none'], says: ['--access-key: cannot read'], because: 'there is no such file' },
  {
    argv: ['set-cluster-size', 'demo', 'many'],
    says: ['"many" is no number of nodes'],
    because: 'a size is a number',
  },
  { argv: ['completion', 'csh'], says: ["'csh' is invalid"], because: 'there are three shells' },
  { argv: ['ls', '--jsno'], says: ["unknown option '--jsno'", 'Did you mean --json?'], because: 'a typing mistake' },
];

describe('what is typed wrongly', () => {
  it.each(wrong)('$argv is refused with exit code 2: $because', async ({ argv, says }) => {
    const { exitCode, stderr, stdout } = await user.driver(...argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    for (const text of says) expect(stderr).toContain(text);
    expect(user.fake.journal().filter(({ call }) => call === 'Create')).toEqual([]);
  });

  it('is told of a number that does not fit into 64 bits, for a driver that is not ours too', async () => {
    const { exitCode, stderr } = await user.driver(
      ...['create', 'demo', '--driver', user.fake.binary, '--node-count', '9223372036854775808'],
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--node-count must be a whole number of 64 bits, not "9223372036854775808"');
  });

  it('names the cluster that was probably meant', async () => {
    await user.driver(...create);
    await expect(user.driver('inspect', 'dmeo')).resolves.toMatchObject({
      exitCode: 1,
      stderr: 'driver: there is no cluster named dmeo; did you mean demo?\n',
    });
  });
});

describe('numbers of 64 bits', () => {
  it('reach a driver that is not ours unharmed, and stay so in the record', async () => {
    const large = '9007199254740993';
    const argv = ['create', 'demo', '--driver', user.fake.binary, '--node-count', large];
    await expect(user.driver(...argv)).resolves.toMatchObject({ exitCode: 0 });
    await user.driver('update', 'demo');
    const requests = user.fake.journal().filter(({ call }) => call === 'Create' || call === 'Update');
    for (const { request } of requests) {
      expect(request).toMatchObject({ driver_options: { int_options: { nodeCount: large } } });
    }
    const { stdout } = await user.driver('inspect', 'demo', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ options: { nodeCount: large } });
  });
});

describe('help', () => {
  it('shows the options of the chosen provider, and of any driver', async () => {
    const ours = await user.driver('create', '--help', '--provider', 'fake');
    expect(ours).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ours.stdout).toMatch(/--node-count <number> +Number of nodes \(1 to 100\) \[default: 3\]/);
    expect(ours.stdout).toMatch(/--\[no-\]spot +Cheap nodes/);
    expect(ours.stdout).toMatch(/--access-key <text> +Credential \[secret: write @FILE, or @- for standard input\]/);
    const other = await user.driver('create', '--driver', user.fake.binary, '-h');
    expect(other.stdout).toMatch(/--node-count <number> +Number of nodes \[default: 3\]/);
    expect(other.stdout).not.toMatch(/--name/);
  });

  it('of update shows the options of the cluster that is named', async () => {
    await user.driver(...create);
    const { stdout } = await user.driver('update', 'demo', '--help');
    expect(stdout).toContain('--node-count <number>');
  });

  it.each(
    [
      'serve',
      'create',
      'ls',
      'inspect',
      'kubeconfig',
      'get-version',
      'set-version',
      'get-cluster-size',
      'set-cluster-size',
    ]
      .concat(['rm', 'renew-token', 'capabilities', 'providers', 'completion', 'update'])
      .map((command) => ({ command })),
  )('is there for $command, with an example', async ({ command }) => {
    const { exitCode, stdout } = await user.driver(command, '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Usage: driver');
    expect(stdout).toMatch(/Example:\n.*driver|driver create --help --provider|driver update --help --provider/);
  });
});

describe('serving', () => {
  it('has its help behind a port, too', async () => {
    const { exitCode, stdout } = await user.driver('9000', '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: driver serve \[port\][^]*--provider <name>/);
  });

  it('is what a port alone means', async () => {
    await expect(user.driver('9000')).resolves.toMatchObject({ exitCode: 0 });
    await user.driver('9001', '--provider', 'fake', '--address', '0.0.0.0', '--log-level', 'debug');
    expect(user.served).toEqual([
      { port: '9000' },
      { port: '9001', provider: 'fake', address: '0.0.0.0', logLevel: 'debug' },
    ]);
  });
});

describe('providers', () => {
  it('are listed, and one of them in full', async () => {
    await expect(user.driver('providers')).resolves.toMatchObject({ stdout: 'fake  Answers as it is told\n' });
    const { stdout } = await user.driver('providers', 'fake', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'fake',
      options: { 'node-count': { type: 'int', min: 1, max: 100, default: 3, usage: 'Number of nodes' } },
    });
    await expect(user.driver('providers', 'none')).resolves.toMatchObject({
      exitCode: 2,
      stderr: 'driver: no provider none\n',
    });
  });
});

describe('completion', () => {
  it.each([
    { words: ['cr'], expected: ['create'], because: 'commands' },
    { words: ['rm', ''], expected: ['demo'], because: 'clusters' },
    { words: ['etcd', 's'], expected: ['save'], because: 'commands below commands' },
    { words: ['etcd', 'save', 'd'], expected: ['demo'], because: 'clusters there too' },
    { words: ['create', 'x', '--provider', ''], expected: ['fake'], because: 'providers' },
    { words: ['create', 'x', '--provider', 'fake', '--node'], expected: ['--node-count'], because: 'their options' },
    { words: ['update', 'demo', '--no-s'], expected: ['--no-spot'], because: "the options of the cluster's provider" },
    { words: ['completion', ''], expected: ['bash', 'zsh', 'fish'], because: 'shells' },
  ])('of $words gives $because', async ({ words, expected }) => {
    await user.driver(...create);
    const { stdout } = await user.driver('complete-words', '--', ...words);
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual(expected);
  });

  it.each(['bash', 'zsh', 'fish'])('is there for %s', async (shell) => {
    const { exitCode, stdout } = await user.driver('completion', shell);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('driver complete-words --');
  });
});
