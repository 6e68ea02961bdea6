import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from '@jest/globals';
import { errorCodeKey } from '../../src/wire/error-trailers.js';
import { adapterSource } from '../support/adapter-source.js';
import { DriverClient } from '../support/driver-client.js';
import { DriverProcess } from '../support/driver-process.js';

const options = { string_options: { name: 'c-abcde' } };
const withAdapter = ['0', '--provider', './adapter.mjs'];

async function withClient<T>(driver: DriverProcess, use: (client: DriverClient) => Promise<T>): Promise<T> {
  const client = new DriverClient(await driver.port());
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

describe('the driver process', () => {
  it('says in one line on standard output where it listens, logs JSON on standard error, and ends on SIGTERM', async () => {
    await using driver = await DriverProcess.start(withAdapter, { 'adapter.mjs': adapterSource() });
    await withClient(driver, async (client) => {
      await expect(client.call('Create', { driver_options: options })).resolves.toMatchObject({ create_error: '' });
    });
    await driver.printed('stderr', /create is done.*\n/);
    expect(driver.stdout).toMatch(/^driver ready: provider stranger on 127\.0\.0\.1:\d+\n$/);
    const lines = driver.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ msg }) => msg)).toEqual(['create begins', 'makes c-abcde', 'create is done']);
    expect(lines[0]).toMatchObject({ level: 'info', operation: 'create', cluster: 'c-abcde' });
    driver.kill('SIGTERM');
    await expect(driver.ended).resolves.toEqual({ code: 0, signal: null });
  });

  it('ends on SIGTERM even where the provider left a timer behind', async () => {
    const source = adapterSource('', 'setInterval(() => undefined, 1_000);');
    await using driver = await DriverProcess.start(withAdapter, { 'adapter.mjs': source });
    await driver.port();
    driver.kill('SIGTERM');
    await expect(driver.ended).resolves.toEqual({ code: 0, signal: null });
  });

  it('finishes on SIGTERM what is under way and nearly done, and takes no more', async () => {
    const create = `async create() { await new Promise((resolve) => setTimeout(resolve, 2_000)); return { id: 'x' }; },`;
    await using driver = await DriverProcess.start(withAdapter, { 'adapter.mjs': adapterSource(create) });
    await withClient(driver, async (client) => {
      const { answer } = client.begin('Create', { driver_options: options });
      await driver.printed('stderr', /create begins/);
      driver.kill('SIGTERM');
      await expect(answer).resolves.toMatchObject({ create_error: '', endpoint: 'https://c' });
      await expect(driver.ended).resolves.toEqual({ code: 0, signal: null });
      await expect(client.call('GetCapabilities', {})).rejects.toMatchObject({ code: status.UNAVAILABLE });
    });
  });

  it('listens on the loopback interface only', async () => {
    await using driver = await DriverProcess.start(withAdapter, { 'adapter.mjs': adapterSource() });
    const port = await driver.port();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of [...others, { address: '127.0.0.2' }, { address: '::1' }]) {
      await expect(reach(address, port)).resolves.toBe('refused');
    }
    await expect(reach('127.0.0.1', port)).resolves.toBe('open');
  });

  it.each([
    { how: 'in a timer', source: 'setTimeout(() => { throw new Error("boom") }, 1); await new Promise(() => {});' },
    { how: 'in a promise of nobody', source: 'Promise.reject(new Error("boom")); await new Promise(() => {});' },
    { how: 'in an event', source: 'process.nextTick(() => { throw "boom" }); await new Promise(() => {});' },
  ])('answers with an error where the provider throws $how, and lives on', async ({ source }) => {
    const create = `async create(context) { ${source} },`;
    await using driver = await DriverProcess.start(withAdapter, { 'adapter.mjs': adapterSource(create) });
    await withClient(driver, async (client) => {
      const error = await client.refusal('Create', { driver_options: options });
      expect(error.details).toBe('the provider failed outside of its call: boom');
      expect(error.metadata.get(errorCodeKey)).toEqual(['INTERNAL']);
      await expect(client.call('GetCapabilities', {})).resolves.toBeDefined();
    });
    await driver.printed('stderr', /boom/);
  });

  it('logs what is thrown where no operation is under way, and lives on', async () => {
    const source = adapterSource('', 'setTimeout(() => { throw new TypeError("nobody listens") }, 1);');
    await using driver = await DriverProcess.start(withAdapter, { 'adapter.mjs': source });
    await withClient(driver, async (client) => {
      await driver.printed(
        'stderr',
        /"level":"error".*the provider failed outside of its call: nobody listens.*adapter\.mjs/,
      );
      await expect(client.call('GetCapabilities', {})).resolves.toBeDefined();
    });
  });

  it('shows no secret in its log, whatever the provider does with it', async () => {
    const parts = `
      async create(context) {
        context.progress('using ' + context.options.accessKey);
        log.warn('given', { headers: { authorization: 'Bearer ' + context.options.accessKey }, ...context.options });
        throw Object.assign(new Error('refused ' + context.options.accessKey), { cause: new Error(context.options.accessKey) });
      },`;
    await using driver = await DriverProcess.start(['0', '--provider', './adapter.mjs', '--log-level', 'debug'], {
      'adapter.mjs': adapterSource(parts),
    });
    await withClient(driver, async (client) => {
      const sent = { string_options: { name: 'c-abcde', accessKey: 'open-sesame-1' } };
      const error = await client.refusal('Create', { driver_options: sent });
      expect(error.details).toBe('create c-abcde: refused ***');
    });
    await driver.printed('stderr', /answers with an error/);
    expect(driver.stderr).not.toContain('open-sesame');
  });
});

describe('the driver process finds an adapter', () => {
  it.each([
    { exports: { import: './adapter.mjs' }, because: 'a package may be for import only' },
    { exports: './adapter.mjs', because: 'a package may have one entry for all' },
    { exports: { '.': { default: './adapter.mjs' } }, because: 'a package may name conditions' },
  ])('in a package that exports $exports: $because', async ({ exports }) => {
    await using driver = await DriverProcess.start(['0', '--provider', '@acme/adapter'], {
      'node_modules/@acme/adapter/package.json': JSON.stringify({ name: '@acme/adapter', exports }),
      'node_modules/@acme/adapter/adapter.mjs': adapterSource(),
    });
    await driver.printed('stdout', /^driver ready: provider stranger /);
  });

  it.each(['adapter.mjs', './adapter.mjs', 'parts/../adapter.mjs'])('in the file %s', async (path) => {
    const files = { 'adapter.mjs': adapterSource(), 'parts/other.mjs': '' };
    await using driver = await DriverProcess.start(['0', '--provider', path], files);
    await driver.printed('stdout', /^driver ready: provider stranger /);
  });
});

describe('the driver process says in one line, with exit code 2,', () => {
  const refused = async (args: readonly string[], files: Readonly<Record<string, string>> = {}) => {
    await using driver = await DriverProcess.start(args, files);
    const ending = await driver.ended;
    return { ...ending, stdout: driver.stdout, stderr: driver.stderr };
  };

  it.each([
    { args: ['65536'], says: '"65536" is no port', because: 'the port is too large' },
    { args: ['abc'], says: 'abc', because: 'the port is none' },
    { args: ['0', '--provider', 'nonesuch'], says: 'known are mock', because: 'there is no such provider' },
    {
      args: ['0', '--provider', '@acme/nonesuch'],
      says: 'no package of that name',
      because: 'there is no such package',
    },
    {
      args: ['0', '--provider', 'Not A Name'],
      says: 'there is no such provider',
      because: 'it can be no name of a package',
    },
    { args: ['0', '--provider', './nonesuch.mjs'], says: 'nonesuch.mjs', because: 'there is no such file' },
    { args: ['0', '--provider', '../..//'], says: '../..//', because: 'a directory is no module' },
    { args: ['0', '--nonesuch'], says: '--nonesuch', because: 'there is no such flag' },
    {
      args: ['0', '--log-level', 'loud', '--provider', './adapter.mjs'],
      says: 'loud',
      because: 'there is no such level',
    },
    {
      args: ['0', '--address', '192.0.2.1', '--provider', './adapter.mjs'],
      says: '192.0.2.1',
      because: 'the machine has no such address',
    },
  ])('what is wrong with $args: $because', async ({ args, says }) => {
    const { code, stdout, stderr } = await refused(args, { 'adapter.mjs': adapterSource() });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(says);
  });

  it('that the port is in use', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const { code, stderr } = await refused([String(port)]);
      expect(code).toBe(2);
      expect(stderr).toBe(
        `driver: listen on 127.0.0.1:${String(port)}: the port is in use; choose another one, or end what listens there\n`,
      );
    } finally {
      server.close();
    }
  });

  it.each([
    { name: 'does not parse', source: 'export function {', says: /Unexpected token/ },
    { name: 'throws when it is loaded', source: 'throw new Error("first line\\nsecond line")', says: /first line/ },
    { name: 'imports what is not there', source: 'import "./nonesuch.mjs"', says: /nonesuch/ },
    { name: 'exports nothing', source: '', says: /exports no function createProvider/ },
    {
      name: 'fails to make a provider',
      source: 'export function createProvider() { throw new Error("no\\nno") }',
      says: /createProvider failed: no/,
    },
    { name: 'makes nothing', source: 'export function createProvider() {}', says: /it is no object/ },
    {
      name: 'makes something else',
      source: 'export const createProvider = () => ({ name: "No Name", create() {} })',
      says: /lacks name \(of a-z and 0-9\), description, options, stateVersion \(1 or more\), the method access, the method remove/,
    },
    {
      name: 'makes a promise',
      source: 'export const createProvider = async () => ({})',
      says: /it is a promise; make it without async/,
    },
    {
      name: 'has an option that Rancher crashes on',
      source: adapterSource("options: { 'a-': { type: 'string', usage: '' } },"),
      says: /"a-" is not in kebab-case/,
    },
    {
      name: 'has one domain in place of a list',
      source: adapterSource("whitelistDomains: '*.stranger.test',"),
      says: /lacks whitelistDomains that are a list of texts/,
    },
    {
      name: 'has an option without a type',
      source: adapterSource('options: { a: {} },'),
      says: /a has none of the types string, int, bool and list/,
    },
  ])('that an adapter $name', async ({ source, says }) => {
    const { code, stdout, stderr } = await refused(withAdapter, { 'adapter.mjs': source });
    expect(stderr).toMatch(/^driver: load the provider "\.\/adapter\.mjs": [^\n]+\n$/);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

function reach(host: string, port: number): Promise<'open' | 'refused'> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', () => {
      resolve('refused');
    });
  });
}
