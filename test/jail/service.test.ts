import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAuthority } from '../../src/simulated-kubernetes/server/certificates.js';
import { Jail } from './support/jail.js';
import { packages } from './support/packages.js';
import { outputOf, ready } from './support/started-driver.js';

const files = ['--tls-cert=/tls/tls.crt', '--tls-key=/tls/tls.key', '--tls-client-ca=/tls/ca.crt'];
const probeFiles = ['--tls-ca=/tls/ca.crt', '--tls-cert=/tls/client.crt', '--tls-key=/tls/client.key'];

let jail: Jail;

beforeAll(async () => {
  jail = Jail.make(packages().mock, 'driver');
  const authority = await makeAuthority('service authority');
  const stranger = await makeAuthority('strange authority');
  const server = await authority.signServer(['cluster-driver']);
  const client = await authority.signClient('caller', 'callers');
  const other = await stranger.signClient('caller', 'callers');
  mkdirSync(join(jail.root, 'tls'));
  jail.write('/tls/ca.crt', authority.certificate);
  jail.write('/tls/tls.crt', server.certificate);
  jail.write('/tls/tls.key', server.key);
  jail.write('/tls/client.crt', client.certificate);
  jail.write('/tls/client.key', client.key);
  jail.write('/tls/other.crt', other.certificate);
  jail.write('/tls/other.key', other.key);
});

afterAll(() => {
  jail[Symbol.dispose]();
});

async function probe(port: number, ...args: readonly string[]) {
  return outputOf(jail.start(['--health', `127.0.0.1:${String(port)}`, ...args]));
}

describe('the driver as a service', () => {
  it('is healthy to whom it serves in plaintext', async () => {
    const { port } = await ready(jail.start(['0']));
    await expect(probe(port)).resolves.toEqual({ code: 0, text: '' });
  });

  it('is not healthy where nothing listens', async () => {
    const { code, text } = await probe(1);
    expect(code).toBe(1);
    expect(text).toMatch(/^driver: check the health: /);
  });

  it('refuses to serve in plaintext where others could listen', async () => {
    const { code, text } = await outputOf(jail.start(['0', '--address', '0.0.0.0']));
    expect(code).toBe(2);
    expect(text).toContain('--tls-cert');
  });

  it('wants all of the files or none', async () => {
    const { code, text } = await outputOf(jail.start(['0', '--tls-cert', '/tls/tls.crt']));
    expect(code).toBe(2);
    expect(text).toContain('belong together');
  });

  it('answers whom its authority knows, and nobody else', async () => {
    const { port } = await ready(jail.start(['0', '--address', '0.0.0.0', ...files]));
    const name = '--server-name=cluster-driver';
    await expect(probe(port, ...probeFiles, name)).resolves.toEqual({ code: 0, text: '' });
    const strangers = ['--tls-ca=/tls/ca.crt', '--tls-cert=/tls/other.crt', '--tls-key=/tls/other.key', name];
    expect((await probe(port, ...strangers)).code).toBe(1);
    expect((await probe(port, '--tls-ca=/tls/ca.crt', name)).code).toBe(1);
    expect((await probe(port)).code).toBe(1);
  });

  it('ends by itself on SIGTERM', async () => {
    const child = jail.start(['0']);
    await ready(child);
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await expect(ended).resolves.toEqual([0, null]);
  });
});
