import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import type { Clock } from '../../../src/core/clock.js';
import { DriverError } from '../../../src/core/driver-error.js';
import type { OptionTable } from '../../../src/core/options/option-table.js';
import type { Provider } from '../../../src/core/contract/provider.js';
import type { CliHost, ServeRequest } from '../../../src/cli/context/cli-host.js';
import { runCli } from '../../../src/cli/run-cli.js';
import type { Terminal } from '../../../src/cli/output/terminal.js';
import { systemClock } from '../../../src/adapters/system-clock.js';
import { fakeDriverProcess, type FakeDriverProcess } from '../../engine/support/fake-driver-process.js';
import type { FakeDriverScript } from '../../engine/support/fake-driver-script.js';
import { dial } from '../../support/dial.js';

/** What a command came to. */
interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user with a home of their own, who drives the fake driver: as a provider named `fake`, or as a binary. */
export interface CliHarness {
  readonly home: string;
  readonly fake: FakeDriverProcess;
  /** What the program was asked to serve. */
  readonly served: readonly ServeRequest[];
  driver(...argv: readonly string[]): Promise<CliResult>;
  /** As `driver`, with something on standard input. */
  driverWithInput(input: string, ...argv: readonly string[]): Promise<CliResult>;
  /** Presses Ctrl-C as soon as `text` is on standard error. */
  interruptAt(text: string): void;
  cleanUp(): void;
}

/** The options of the provider `fake`, and of the binary as far as the wire can say it. */
const fakeOptions = {
  'node-count': { type: 'int', usage: 'Number of nodes', default: 3, min: 1, max: 100 },
  'kubernetes-version': { type: 'string', usage: 'Version' },
  'access-key': { type: 'string', usage: 'Credential', secret: true },
  spot: { type: 'bool', usage: 'Cheap nodes' },
  labels: { type: 'list', usage: 'Labels' },
} as const satisfies OptionTable;

const flags = {
  'node-count': { type: 'int', usage: 'Number of nodes', default: { defaultInt: '3' } },
  'kubernetes-version': { type: 'string', usage: 'Version' },
  'access-key': { type: 'string', usage: 'Credential', password: true },
  spot: { type: 'boolPtr', usage: 'Cheap nodes' },
  labels: { type: 'stringSlice', usage: 'Labels', default: { defaultStringSlice: { value: [] } } },
  name: { type: 'string', usage: 'Name' },
};

/** What a driver answers to a create and the check after it. */
export const goodCluster = {
  version: '1.34.1',
  endpoint: '127.0.0.1:6443',
  root_ca_certificate: 'Y2E=',
  node_count: '3',
  metadata: { state: '["v1",{"accessKey":"hunter2"}]' },
};

/**
 * Sets the harness up; the driver answers as `script` says, and otherwise as a good one does. `others` are providers besides
 * `fake`, by name.
 */
export function cliHarness(
  script: Partial<Omit<FakeDriverScript, 'journal'>> = {},
  clock: Clock = systemClock,
  others: Readonly<Record<string, Provider>> = {},
): CliHarness {
  const home = mkdtempSync(join(tmpdir(), 'cli-harness-'));
  const fake = fakeDriverProcess({
    ...script,
    answers: {
      GetDriverCreateOptions: [{ reply: { options: flags } }],
      Create: [{ reply: goodCluster }],
      PostCheck: [{ reply: { ...goodCluster, status: 'Running', service_account_token: 'tok-en' } }],
      Update: [{ reply: { ...goodCluster, status: 'Running' } }],
      ...script.answers,
    },
  });
  const served: ServeRequest[] = [];
  const host: CliHost = { ...hostOf(fake, served, { ...others, fake: provider }), clock };
  let interruptedAt: string | undefined;
  const run = async (input: string, argv: readonly string[]): Promise<CliResult> => {
    const said = { stdout: '', stderr: '' };
    let interrupt: ((signal: string) => void) | undefined;
    const sink = (name: 'stdout' | 'stderr') =>
      new Writable({
        write: (chunk: Buffer, _, done) => {
          said[name] += chunk.toString();
          if (interruptedAt !== undefined && said.stderr.includes(interruptedAt)) {
            interruptedAt = undefined;
            interrupt?.('SIGINT');
          }
          done();
        },
      });
    const terminal: Terminal = {
      environment: { XDG_STATE_HOME: join(home, 'state') },
      workingDirectory: home,
      home,
      stdout: sink('stdout'),
      stderr: sink('stderr'),
      interactive: false,
      readInput: () => Promise.resolve(input),
      onInterrupt: (handler) => {
        interrupt = handler;
        return () => undefined;
      },
    };
    const exitCode = await runCli(argv, host, terminal);
    return { exitCode, ...said };
  };
  return {
    home,
    fake,
    served,
    driver: (...argv) => run('', argv),
    driverWithInput: (input, ...argv) => run(input, argv),
    interruptAt: (text) => {
      interruptedAt = text;
    },
    cleanUp: () => {
      fake.cleanUp();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function hostOf(
  fake: FakeDriverProcess,
  served: ServeRequest[],
  providers: Readonly<Record<string, Provider>>,
): Omit<CliHost, 'clock'> {
  return {
    version: '0.0.0',
    builtInProviders: [{ name: 'fake', description: 'Answers as it is told', whitelistDomains: ['*.fake.test'] }],
    loadProvider: (name) => {
      const found = providers[name];
      return found === undefined
        ? Promise.reject(new DriverError('INVALID', { why: `no provider ${name}` }))
        : Promise.resolve(found);
    },
    absoluteProvider: (text, workingDirectory) => (text.startsWith('.') ? resolve(workingDirectory, text) : text),
    driverCommand: () => fake.command,
    dial,
    serve: (request) => {
      served.push(request);
      return Promise.resolve(0);
    },
  };
}

const unused = () => Promise.reject(new Error('a provider is run by its driver'));
const provider: Provider = {
  name: 'fake',
  description: 'Answers as it is told',
  options: fakeOptions,
  stateVersion: 1,
  environment: ['XDG_STATE_HOME'],
  validate: ({ nodeCount, spot }) =>
    nodeCount === 13 && spot === true ? [{ option: 'spot', problem: 'cannot be with 13 nodes' }] : [],
  create: unused,
  access: unused,
  remove: unused,
};
