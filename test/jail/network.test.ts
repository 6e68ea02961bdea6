import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../src/core/contract/cluster-info.js';
import { makeAuthority } from '../../src/simulated-kubernetes/server/certificates.js';
import { type ControlPlane, startControlPlane } from '../../src/simulated-kubernetes/control-plane.js';
import { clusterInfoToWire } from '../../src/wire/cluster-info-wire.js';
import { DriverClient } from '../support/driver-client.js';
import { answerJson, HttpsServer } from '../support/https-server.js';
import { ForwardProxy } from '../support/forward-proxy.js';
import { Jail } from './support/jail.js';
import { packages } from './support/packages.js';
import { outputOf, ready } from './support/started-driver.js';

const cloud = () =>
  HttpsServer.start((_, response) => {
    answerJson(response, 200, { cloud: 'answers' });
  });

const options = (own: Readonly<Record<string, string>>) => ({
  string_options: {
    name: 'c-netw1',
    'cloud-url': 'https://cluster.test/',
    endpoint: 'https://cluster.test',
    authority: 'none',
    certificate: 'none',
    key: 'none',
    ...own,
  },
});

/** The names by which a driver is told of the cloud and the cluster, and the ports behind them. */
const portsOf = (server: HttpsServer, cluster: ControlPlane) => ({
  'cluster.test:443': server.port,
  'kubernetes.default.svc:6443': Number(new URL(cluster.endpoint).port),
});

/** Has a driver make a cluster and its token, and expects it to have asked a proxy for both names. */
async function expectMadeThrough(
  proxy: ForwardProxy,
  client: DriverClient,
  { caCertificate: authority, admin }: ControlPlane,
): Promise<void> {
  const own = { endpoint: 'https://kubernetes.default.svc:6443', authority, ...admin };
  const info = await client.call('Create', { driver_options: options(own) });
  expect(info.create_error).toBe('');
  const { service_account_token: token } = await client.call('PostCheck', info);
  expect(token).not.toBe('');
  expect(proxy.targets).toEqual(expect.arrayContaining(['cluster.test:443', 'kubernetes.default.svc:6443']));
}

describe("behind the administrator's proxy", () => {
  it("reaches the cloud and the cluster, trusting the administrator's authorities", async () => {
    await using server = await cloud();
    const cluster = await startControlPlane({ cluster: 'c-netw1', stopRequested: () => undefined });
    await using proxy = await ForwardProxy.start(portsOf(server, cluster));
    using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
    jail.write('/etc/ssl/ca-additional.pem', server.authority.certificate);
    try {
      const { port } = await ready(
        jail.start(['0'], { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: 'other.test' }),
      );
      await expectMadeThrough(proxy, new DriverClient(port), cluster);
      expect(server.requests).toHaveLength(1);
    } finally {
      await cluster.stop();
    }
  });

  it('does not use the proxy for what NO_PROXY names', async () => {
    await using proxy = await ForwardProxy.start({});
    using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
    const environment = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: 'cluster.test' };
    const { port } = await ready(jail.start(['0'], environment));
    const create = new DriverClient(port).call('Create', { driver_options: options({}) });
    await expect(create).rejects.toThrow(/cluster\.test|fetch failed/);
    expect(proxy.targets).toEqual([]);
  });

  it('reaches both through a proxy behind TLS, though a certificate of the file is broken', async () => {
    await using server = await cloud();
    const cluster = await startControlPlane({ cluster: 'c-netw2', stopRequested: () => undefined });
    const own = await makeAuthority('authority of the proxy');
    await using proxy = await ForwardProxy.start(portsOf(server, cluster), await own.signServer([]));
    using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
    const broken = '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n';
    jail.write('/etc/ssl/ca-additional.pem', `${broken}${server.authority.certificate}${own.certificate}`);
    try {
      const driver = jail.start(['0'], { HTTPS_PROXY: proxy.url, NO_PROXY: '10.0.0.0/8' });
      const output = outputOf(driver);
      await expectMadeThrough(proxy, new DriverClient((await ready(driver)).port), cluster);
      driver.kill();
      expect((await output).text).toContain('certificate 1 of 3 in /etc/ssl/ca-additional.pem cannot be read');
    } finally {
      await cluster.stop();
    }
  });

  it.each(['127.0.0.1:9', 'socks5://me:s3cret@127.0.0.1:9', 'http://me:s3cret#@127.0.0.1:9'])(
    'starts and answers whatever the proxy is: %s',
    async (value) => {
      using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
      const driver = jail.start(['0'], { HTTPS_PROXY: value, HTTP_PROXY: value });
      const output = outputOf(driver);
      const client = new DriverClient((await ready(driver)).port);
      await expect(client.call('GetCapabilities', {})).resolves.toHaveProperty('capabilities');
      await expect(client.call('Create', { driver_options: options({}) })).rejects.toThrow();
      driver.kill();
      const { text } = await output;
      expect(/HTTPS_PROXY (names|begins|is no)/.test(text)).toBe(value.includes('://'));
      expect(text).not.toContain('s3cret');
    },
  );
});

it('does not trust an authority that nobody added', async () => {
  await using server = await cloud();
  await using proxy = await ForwardProxy.start({ 'cluster.test:443': server.port });
  using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
  const { port } = await ready(jail.start(['0'], { HTTPS_PROXY: proxy.url }));
  const create = new DriverClient(port).call('Create', { driver_options: options({}) });
  await expect(create).rejects.toThrow(/fetch failed|certificate/);
  expect(server.requests).toEqual([]);
});

it('answers what needs no network while there is none', async () => {
  using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
  const { port } = await ready(jail.start(['0']));
  const client = new DriverClient(port);
  await expect(client.call('GetCapabilities', {})).resolves.toHaveProperty('capabilities');
  await expect(client.call('Remove', clusterInfoToWire(emptyClusterInfo))).resolves.toEqual({});
});
