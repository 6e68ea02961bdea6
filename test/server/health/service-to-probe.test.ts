import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serviceToProbe } from '../../../src/server/health/service-to-probe.js';

const nothing = { tlsCa: undefined, tlsCert: undefined, tlsKey: undefined, serverName: undefined };
const tls = ['--tls-cert=/tls/tls.crt', '--tls-key', '/tls/tls.key', '--tls-client-ca=/tls/ca.crt'];
const files = { tlsCa: '/tls/ca.crt', tlsCert: '/tls/tls.crt', tlsKey: '/tls/tls.key', serverName: undefined };

describe('what is asked for its health', () => {
  let directory: string;
  let commandLine: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'driver-probe-'));
    commandLine = join(directory, 'cmdline');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is what was typed', async () => {
    await expect(serviceToProbe(['127.0.0.1:7', '--tls-ca=ca.crt', '--server-name', 'name'])).resolves.toEqual({
      ...nothing,
      target: '127.0.0.1:7',
      tlsCa: 'ca.crt',
      serverName: 'name',
      anyName: false,
    });
  });

  it.each([
    { started: ['/driver', '9000'], service: { ...nothing, target: '127.0.0.1:9000' }, because: 'that is the default' },
    {
      started: ['/driver', '--provider', 'gke', '9001', '--log-level=debug'],
      service: { ...nothing, target: '127.0.0.1:9001' },
      because: 'the port may stand anywhere',
    },
    {
      started: ['/sbin/docker-init', '--', '/driver', '9000'],
      service: { ...nothing, target: '127.0.0.1:9000' },
      because: 'an init stands before it',
    },
    {
      started: ['/driver', '9000', '--address=0.0.0.0', ...tls],
      service: { ...files, target: '127.0.0.1:9000' },
      because: 'every address is this one too',
    },
    {
      started: ['/driver', '9000', '--address', '::', ...tls],
      service: { ...files, target: '[::1]:9000' },
      because: 'every IPv6 address is this one too',
    },
    {
      started: ['/driver', '9000', '--address', '10.0.0.7', ...tls],
      service: { ...files, target: '10.0.0.7:9000' },
      because: 'it listens nowhere else',
    },
  ])("is, where nothing was, the container's first process, here $started: $because", async ({ started, service }) => {
    await writeFile(commandLine, `${started.join('\0')}\0`);
    await expect(serviceToProbe([], commandLine, '/driver')).resolves.toEqual({ ...service, anyName: true });
  });

  it.each([
    { started: ['/sbin/init'], because: 'it is no driver' },
    { started: ['/driver', '0'], because: 'only the driver knows its port' },
    { started: ['/other', '--port', '9000'], because: 'it is another program, with a number' },
  ])('cannot be found out where the first process is $started: $because', async ({ started }) => {
    await writeFile(commandLine, `${started.join('\0')}\0`);
    await expect(serviceToProbe([], commandLine, '/driver')).rejects.toThrow(
      /is no driver that was started with a port.*; give an address/,
    );
  });

  it('cannot be found out where there is no first process to be seen', async () => {
    await expect(serviceToProbe([], commandLine, '/driver')).rejects.toThrow(/cannot be read.*; give its address/);
  });
});
