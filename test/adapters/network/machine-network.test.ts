import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Authority, makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';
import { ForwardProxy } from '../../support/forward-proxy.js';
import { answerJson, HttpsServer } from '../../support/https-server.js';
import { type Outcome, runStranger } from './support/stranger.js';

const secure = 'https://cluster.test/';
const plain = 'http://plain.test/';
const clients = ['fetch', 'request'] as const;

let directory: string;
let caFile: string;
let authority: Authority;
let cloud: HttpsServer;
let plainCloud: Server;

beforeAll(async () => {
  cloud = await HttpsServer.start((_, response) => {
    answerJson(response, 200, {});
  });
  plainCloud = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await once(plainCloud, 'listening');
  authority = await makeAuthority('authority of the proxy');
  directory = await mkdtemp(join(tmpdir(), 'machine-network-'));
  caFile = join(directory, 'ca.pem');
  const broken = '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n';
  await writeFile(caFile, `${broken}${cloud.authority.certificate}${broken}${authority.certificate}`);
});

afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  plainCloud.close();
  await rm(directory, { recursive: true, force: true });
});

async function startProxy(byTls = false): Promise<ForwardProxy> {
  const ports = { 'cluster.test:443': cloud.port, 'plain.test': (plainCloud.address() as AddressInfo).port };
  return ForwardProxy.start(ports, byTls ? await authority.signServer([]) : undefined);
}

const good: Outcome = { status: 200 };

describe("a stranger's adapter", () => {
  it.each(clients)('reaches its cloud by %s through the proxy, which may be written without a scheme', async (by) => {
    await using proxy = await startProxy();
    const environment = { HTTPS_PROXY: proxy.address, HTTP_PROXY: proxy.address };
    const errand = { environment, caFiles: [caFile], ask: [[by, secure] as const, [by, plain] as const] };
    expect((await runStranger(errand)).outcomes).toEqual([good, good]);
    expect(proxy.targets).toEqual(['cluster.test:443', plain]);
  });

  it.each(clients)('reaches by %s a proxy that is behind TLS of a private authority', async (by) => {
    await using proxy = await startProxy(true);
    const environment = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    const errand = { environment, caFiles: [caFile], ask: [[by, secure] as const, [by, plain] as const] };
    expect((await runStranger(errand)).outcomes).toEqual([good, good]);
    expect((await runStranger({ ...errand, caFiles: [] })).outcomes).toEqual([
      { error: expect.stringContaining('certificate') },
      { error: expect.stringContaining('certificate') },
    ]);
  });

  it.each(clients)('keeps to NO_PROXY as Go reads it, by %s', async (by) => {
    await using proxy = await ForwardProxy.start({});
    const environment = {
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      NO_PROXY: '10.0.0.0/8,127.0.0.0/8,.invalid:443',
    };
    const local = `127.0.0.1:${String((plainCloud.address() as AddressInfo).port)}`;
    const ask = [`http://${local}/`, 'https://a.invalid/', 'http://a.invalid/', 'https://invalid/'];
    const { outcomes } = await runStranger({ environment, ask: ask.map((url) => [by, url] as const) });
    expect(outcomes[0]).toEqual(good);
    expect(proxy.targets).toEqual(['http://a.invalid/', 'invalid:443']);
  });

  it('never reaches this machine, nor https by HTTP_PROXY alone, through a proxy', async () => {
    await using proxy = await ForwardProxy.start({});
    const ask = clients.map((by) => [by, `https://127.0.0.1:${String(cloud.port)}/`] as const);
    const both = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    expect((await runStranger({ environment: both, caFiles: [caFile], ask })).outcomes).toEqual([good, good]);
    const away = clients.map((by) => [by, 'https://a.invalid/'] as const);
    await runStranger({ environment: { HTTP_PROXY: proxy.url }, ask: away });
    expect(proxy.targets).toEqual([]);
  });

  it('still uses the proxy when the Kubernetes client is loaded', async () => {
    await using proxy = await startProxy();
    const errand = { environment: { HTTPS_PROXY: proxy.url }, caFiles: [caFile], afterKubernetes: true };
    expect((await runStranger({ ...errand, ask: [['fetch', secure]] })).outcomes).toEqual([good]);
    expect(proxy.targets).toEqual(['cluster.test:443']);
  });

  it.each([
    { because: 'is none of HTTP', value: 'socks5://me:s3cret@127.0.0.1:9', says: /names a SOCKS proxy/ },
    {
      because: 'is of no scheme that is known',
      value: 's3cret://127.0.0.1:9',
      says: /neither http:\/\/ nor https:\/\//,
    },
    { because: 'is no URL', value: 'http://me:s3cret#@127.0.0.1:9', says: /no URL that can be read/ },
  ])('starts where the proxy $because, says so, and fails the requests it is for', async ({ value, says }) => {
    const ask = [...clients.map((by) => [by, secure] as const), ...clients.map((by) => [by, plain] as const)];
    const environment = { HTTPS_PROXY: value, http_proxy: value, NO_PROXY: 'excepted.invalid' };
    const { warnings, outcomes } = await runStranger({ environment, ask });
    expect(warnings).toEqual([
      expect.stringMatching(/^HTTPS_PROXY .*requests that it is for will fail$/),
      expect.stringMatching(/^http_proxy .*requests that it is for will fail$/),
    ]);
    expect(warnings[0]).toMatch(says);
    expect(outcomes.map(({ error }) => /reach (\S+): (\S+)/.exec(error ?? '')?.slice(1))).toEqual([
      ['cluster.test', 'HTTPS_PROXY'],
      ['cluster.test', 'HTTPS_PROXY'],
      ['plain.test', 'http_proxy'],
      ['plain.test', 'http_proxy'],
    ]);
    expect(JSON.stringify([warnings, outcomes])).not.toContain('s3cret');
  });

  it('gives the proxy its password, and nobody else', async () => {
    await using proxy = await startProxy();
    const environment = {
      HTTPS_PROXY: `http://me:s%40cret@${proxy.address}`,
      HTTP_PROXY: `http://me:s%40cret@${proxy.address}`,
    };
    const ask = [secure, plain, 'https://unknown.test/'].flatMap((url) => clients.map((by) => [by, url] as const));
    const { outcomes } = await runStranger({ environment, caFiles: [caFile], ask });
    expect(new Set(proxy.authorizations)).toEqual(new Set([`Basic ${Buffer.from('me:s@cret').toString('base64')}`]));
    expect(outcomes.slice(0, 4)).toEqual([good, good, good, good]);
    expect(outcomes.slice(4).every(({ error }) => error !== undefined)).toBe(true);
    expect(JSON.stringify(outcomes)).not.toMatch(/s@cret|s%40cret/);
    expect(cloud.requests.every(({ headers }) => headers['proxy-authorization'] === undefined)).toBe(true);
  });

  it('trusts the rest of a file in which a certificate is broken, and says which', async () => {
    const ask = clients.map((by) => [by, `https://127.0.0.1:${String(cloud.port)}/`] as const);
    const { warnings, outcomes } = await runStranger({ environment: {}, caFiles: [caFile, '/nowhere'], ask });
    expect(outcomes).toEqual([good, good]);
    expect(warnings).toEqual([`certificates 1, 3 of 4 in ${caFile} cannot be read: the others are trusted`]);
  });
});
