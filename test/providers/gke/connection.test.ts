import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';
import { failureOf } from '../../support/failure-of.js';
import { ForwardProxy } from '../../support/forward-proxy.js';
import { driverFor, type GkeHarness, startGkeHarness } from './support/gke-harness.js';

let harness: GkeHarness | undefined;
let proxy: Server | undefined;

afterEach(async () => {
  await harness?.stop();
  proxy?.closeAllConnections();
  proxy?.close();
  harness = undefined;
  proxy = undefined;
});

/** A proxy for CONNECT that leads every host to one address, and remembers what it was asked for. */
async function startProxy(port: number): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.pipe(socket);
      socket.pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = server;
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked };
}

describe('connections to Google', () => {
  it('go through the proxy of the environment, and trust the authority that the options bring', async () => {
    const authority = await makeAuthority('Authority of a test');
    const server = await authority.signServer(['container.googleapis.test', 'oauth2.googleapis.com']);
    harness = await startGkeHarness({ tls: { keyPem: server.key, certPem: server.certificate } });
    const { port } = new URL(harness.double.endpoints.root);
    const { url, asked } = await startProxy(Number(port));
    const environment = { HTTPS_PROXY: url, NO_PROXY: '10.0.0.0/8,.svc' };
    const driver = driverFor(harness.double, { environment });
    const root = 'https://container.googleapis.test';
    const wish = {
      credential: String(harness.basics.credential),
      // One of the audiences that the double takes for its own.
      tokenEndpoint: 'https://oauth2.googleapis.com/token',
      apiEndpoint: root,
      computeEndpoint: root,
      caCertificate: authority.certificate,
    };
    const info = await driver.create(wish);
    expect(info.createError).toBe('');
    expect(new Set(asked)).toEqual(new Set(['oauth2.googleapis.com:443', 'container.googleapis.test:443']));
  });

  it('fail at once where the proxy cannot be used, with the variable and without its password', async () => {
    harness = await startGkeHarness();
    const environment = { HTTPS_PROXY: 'socks5://me:s3cret@127.0.0.1:9' };
    const driver = driverFor(harness.double, { environment });
    const root = 'https://container.googleapis.test';
    const tokenEndpoint = 'https://oauth2.googleapis.com/token';
    const wish = { tokenEndpoint, apiEndpoint: root, computeEndpoint: root };
    const failure = await failureOf(() => driver.create(wish));
    expect(failure.code).toBe('INVALID');
    expect(failure.message).toMatch(
      /reach oauth2\.googleapis\.com: HTTPS_PROXY names a SOCKS proxy.*; give HTTPS_PROXY/,
    );
    const checks = await driver.doctor(wish);
    expect(checks.map(({ name, result }) => `${name}: ${result}`)).toEqual([
      'proxy: failed',
      'certificate authorities: ok',
      'credentials: failed',
    ]);
    expect(checks[0]?.whatToDo).toMatch(/^give HTTPS_PROXY the http:\/\/ or https:\/\/ URL of a proxy/);
    expect(`${failure.message}${JSON.stringify(checks)}${JSON.stringify(driver.log.lines)}`).not.toContain('s3cret');
  });

  it('say which proxy refuses them', async () => {
    harness = await startGkeHarness();
    await using refusing = await ForwardProxy.start({});
    const driver = driverFor(harness.double, { environment: { https_proxy: `me:s3cret@${refusing.address}` } });
    const checks = await driver.doctor({
      tokenEndpoint: 'https://oauth2.googleapis.com/token',
      apiEndpoint: 'https://container.googleapis.test',
    });
    expect(checks[0]).toMatchObject({
      result: 'ok',
      detail: `container.googleapis.test is reached through ${refusing.url}, as https_proxy says`,
    });
    expect(checks.at(-1)?.name).toBe('credentials');
    expect(checks.at(-1)?.detail).toContain(
      `the proxy ${refusing.url} refuses a connection to oauth2.googleapis.com:443: 502 Bad Gateway`,
    );
    expect(JSON.stringify(checks)).not.toContain('s3cret');
  });

  it.each<{ name: string; answer: RequestListener; says: RegExp }>([
    {
      name: 'follow nobody to another host',
      answer: (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
      says: /redirect.*; no Google API answers so: check api-endpoint and the proxy/,
    },
    {
      name: 'read no answer that has no end',
      answer: (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(65_536)));
        };
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .on('drain', more)
          .on('error', () => undefined);
        more();
      },
      says: /over limit.*; no Google API answers so: check api-endpoint and the proxy/,
    },
  ])('$name', async ({ answer, says }) => {
    harness = await startGkeHarness();
    let asked = 0;
    proxy = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const root = `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;
    const failure = await failureOf(() => harness?.create({ apiEndpoint: root, computeEndpoint: root }));
    expect(failure.message).toMatch(says);
    expect(asked).toBeLessThan(4);
  });

  it('trust what is whole of the authorities that are given, and say in the log what is not', async () => {
    const authority = await makeAuthority('Authority of a test');
    const server = await authority.signServer([]);
    harness = await startGkeHarness({ tls: { keyPem: server.key, certPem: server.certificate } });
    const broken = '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n';
    const info = await harness.create({ caCertificate: `${broken}${authority.certificate}` });
    expect(info.createError).toBe('');
    const said = 'certificate 1 of 2 in ca-certificate cannot be read: the others are trusted';
    expect(harness.log.messages('warn')).toContain(said);
    const checks = await harness.doctor({ caCertificate: `${broken}${authority.certificate}` });
    expect(checks[1]?.detail).toBe(`trusted are those of Node, ca-certificate; ${said}`);
  });

  it('fail with a hint where the authority is unknown', async () => {
    const authority = await makeAuthority('Authority of a test');
    const server = await authority.signServer([]);
    harness = await startGkeHarness({ tls: { keyPem: server.key, certPem: server.certificate } });
    await expect(harness.create()).rejects.toThrow(/give its authority as ca-certificate/);
  });
});
