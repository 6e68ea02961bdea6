import { once } from 'node:events';
import { createServer, get as getPlainly, type IncomingMessage } from 'node:http';
import { get as getByTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { OutboundAgents } from '../../../src/adapters/network/outbound-agents.js';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';
import { failureOf } from '../../support/failure-of.js';
import { ForwardProxy } from '../../support/forward-proxy.js';
import { answerJson, HttpsServer } from '../../support/https-server.js';

/** The status that `url` is answered with. */
async function ask(agents: OutboundAgents, url: string, path = '/'): Promise<number | undefined> {
  const target = new URL(path, url);
  const request = (target.protocol === 'https:' ? getByTls : getPlainly)(target, { agent: agents.for(target) });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

describe('connections to the outside', () => {
  it('go through a proxy behind TLS, with the authorities and the name and password that are given', async () => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, {});
    });
    const plain = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const authority = await makeAuthority('authority of the proxy');
    const ports = { 'cluster.test:443': server.port, 'plain.test': (plain.address() as AddressInfo).port };
    await using proxy = await ForwardProxy.start(ports, await authority.signServer([]));
    const url = `https://me:s%40cret@${proxy.address}`;
    const agents = new OutboundAgents([server.authority.certificate, authority.certificate], {
      HTTPS_PROXY: url,
      HTTP_PROXY: url,
    });
    try {
      await expect(ask(agents, 'https://cluster.test')).resolves.toBe(200);
      await expect(ask(agents, 'https://cluster.test', '/again')).resolves.toBe(200);
      await expect(ask(agents, 'http://plain.test', '/some?q=1')).resolves.toBe(200);
      await expect(ask(agents, `https://127.0.0.1:${String(server.port)}`)).resolves.toBe(200);
      // The second request took the connection of the first.
      expect(proxy.targets).toEqual(['cluster.test:443', 'http://plain.test/some?q=1']);
      expect(new Set(proxy.authorizations)).toEqual(new Set([`Basic ${Buffer.from('me:s@cret').toString('base64')}`]));
    } finally {
      agents.close();
      plain.closeAllConnections();
      plain.close();
    }
  });

  it('fail with the name of a proxy that refuses or does not answer, without its password', async () => {
    await using proxy = await ForwardProxy.start({});
    const agents = new OutboundAgents([], { HTTPS_PROXY: `me:s3cret@${proxy.address}` });
    await expect(ask(agents, 'https://cluster.test')).rejects.toThrow(
      `the proxy ${proxy.url} refuses a connection to cluster.test:443: 502 Bad Gateway`,
    );
    await proxy[Symbol.asyncDispose]().catch(() => undefined);
    await expect(ask(agents, 'https://cluster.test')).rejects.toThrow(
      /^the proxy http:\/\/127\.0\.0\.1:\d+ cannot be used: /,
    );
    agents.close();
  });

  it('are refused at once where the proxy cannot be used', async () => {
    const agents = new OutboundAgents([], { HTTPS_PROXY: 'socks5://proxy.test' });
    expect(await failureOf(() => agents.for(new URL('https://a.test')))).toMatchObject({ code: 'INVALID' });
    expect(agents.for(new URL('http://a.test'))).toBe(agents.for(new URL('http://b.test')));
  });
});
