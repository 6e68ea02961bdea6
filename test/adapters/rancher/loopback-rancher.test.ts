import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loopbackRancher } from '../../../src/adapters/rancher/loopback-rancher.js';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function portOf(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return String((server.address() as AddressInfo).port);
}

const plain = async (answer: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await portOf(createServer(answer))}`;

const saying =
  (body: string, status = 200, headers = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

const version = '{"Version":"v2.15.1","GitCommit":"0123abc","RancherPrime":"false"}';

describe('the Rancher on this machine', () => {
  it('says its version', async () => {
    const asked: (string | undefined)[] = [];
    const address = await plain((request, response) => {
      asked.push(request.url);
      response.end(version);
    });
    await expect(loopbackRancher([address]).version()).resolves.toBe('v2.15.1');
    expect(asked).toEqual(['/rancherversion']);
  });

  it('says it by a certificate of its own, too, where the other port leads elsewhere', async () => {
    const authority = await makeAuthority('dynamiclistener-ca');
    const { certificate: cert, key } = await authority.signServer(['localhost']);
    const secure = `https://127.0.0.1:${await portOf(createTlsServer({ cert, key }, saying(version)))}`;
    const redirecting = await plain(saying('', 302, { location: 'https://rancher.example.com/' }));
    await expect(loopbackRancher([redirecting, secure]).version()).resolves.toBe('v2.15.1');
  });

  it.each<{ because: string; answer: RequestListener }>([
    { because: 'there is no such page', answer: saying(version, 404) },
    { because: 'it answers with a page of its own', answer: saying('<html></html>') },
    { because: 'it answers with another object', answer: saying('{"version":"1"}') },
    { because: 'it has no version', answer: saying('{"Version":""}') },
    { because: 'its answer has no end', answer: (_, response) => void response.write(' '.repeat(100_000)) },
    { because: 'it never answers', answer: () => undefined },
    { because: 'it closes the connection', answer: (request) => void request.socket.destroy() },
  ])('is not there where $because', async ({ answer }) => {
    await expect(loopbackRancher([await plain(answer)], 100).version()).resolves.toBeUndefined();
  });

  it('is not there where nobody listens', async () => {
    const address = await plain(saying(''));
    const [server] = servers.splice(0);
    server?.close();
    await expect(loopbackRancher([address]).version()).resolves.toBeUndefined();
  });
});
