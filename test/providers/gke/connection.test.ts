import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeAuthority } from '../../../src/providers/mock/api/certificates.js';
import { driverFor, type GkeBench, startGkeBench } from './support/gke-bench.js';

let bench: GkeBench | undefined;
let proxy: Server | undefined;

afterEach(async () => {
  await bench?.stop();
  proxy?.closeAllConnections();
  proxy?.close();
  bench = undefined;
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
    bench = await startGkeBench({ tls: { keyPem: server.key, certPem: server.certificate } });
    const { port } = new URL(bench.double.endpoints.root);
    const { url, asked } = await startProxy(Number(port));
    const environment = { HTTPS_PROXY: url, NO_PROXY: '10.0.0.0/8,.svc' };
    const driver = driverFor(bench.double, { environment });
    const root = 'https://container.googleapis.test';
    const wish = {
      credential: String(bench.basics.credential),
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

  it('fail with a hint where the authority is unknown', async () => {
    const authority = await makeAuthority('Authority of a test');
    const server = await authority.signServer([]);
    bench = await startGkeBench({ tls: { keyPem: server.key, certPem: server.certificate } });
    await expect(bench.create()).rejects.toThrow(/give its authority as ca-certificate/);
  });
});
