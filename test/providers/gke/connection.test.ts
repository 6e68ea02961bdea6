import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { dirname } from 'node:path';
import { connect } from 'node:net';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeAuthority } from '../../../src/providers/mock/api/certificates.js';
import { OutboundAgents } from '../../../src/providers/common/outbound-agents.js';
import { trustedAuthorities } from '../../../src/providers/common/ca-certificates.js';
import { bundleProvider } from './support/bundle-operation.js';
import { driverFor, type GkeBench, startGkeBench } from './support/gke-bench.js';

let bench: GkeBench | undefined;
let proxy: Server | undefined;
let bundled: string | undefined;

afterEach(async () => {
  await bench?.double.stop();
  proxy?.closeAllConnections();
  proxy?.close();
  if (bundled !== undefined) await rm(dirname(bundled), { recursive: true });
  bench = undefined;
  proxy = undefined;
  bundled = undefined;
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

describe('agents', () => {
  it('are one for each way, and trust what Node trusts besides the files that exist', async () => {
    const { ca, files } = await trustedAuthorities('MORE', ['/nowhere']);
    expect(ca.length).toBeGreaterThan(50);
    expect(ca.at(-1)).toBe('MORE');
    expect(files).toEqual([]);
    const agents = new OutboundAgents(ca, { HTTPS_PROXY: 'http://proxy.test' });
    expect(agents.for(new URL('https://a.test'))).toBe(agents.for(new URL('https://b.test')));
    expect(agents.for(new URL('https://127.0.0.1'))).not.toBe(agents.for(new URL('https://b.test')));
    agents.close();
  });
});

describe('loading the provider', () => {
  it('loads none of Google’s libraries, and makes its options readable', async () => {
    const script = [
      'const begun = performance.now();',
      'const { createProvider } = await import(process.argv[1]);',
      'const provider = createProvider({ clock: {}, log: {}, connectKubernetes: {} });',
      'console.log(JSON.stringify({ ms: performance.now() - begun, options: Object.keys(provider.options).length}));',
    ].join('\n');
    const file = await bundleProvider();
    bundled = file;
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--no-warnings',
        '--input-type=module',
        '-e',
        script,
        file,
      ]);
      const { ms, options } = JSON.parse(stdout) as { ms: number; options: number };
      expect(options).toBeGreaterThan(70);
      times.push(ms);
    }
    const [fastest = Infinity] = times.sort((one, other) => one - other);
    console.log(`loading the provider: ${fastest.toFixed(1)} ms`);
    expect(fastest).toBeLessThan(60);
  });
});
