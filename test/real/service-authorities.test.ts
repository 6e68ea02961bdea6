import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startControlPlane } from '../../src/simulated-kubernetes/control-plane.js';
import { ForwardProxy } from '../support/forward-proxy.js';
import { DriverClient } from '../support/driver-client.js';
import { answerJson, HttpsServer } from '../support/https-server.js';
import { TlsDirectory } from '../support/tls-directory.js';
import { describeReal } from './support/describe-real.js';
import { ServiceContainer } from './support/service-container.js';
import { ServiceImage } from './support/service-image.js';

describeReal('kind', "the image of somebody's own adapter", () => {
  let image: ServiceImage;
  const cleanup = new AsyncDisposableStack();

  beforeAll(async () => {
    const adapter = './test/jail/fixtures/remote-provider.ts';
    image = cleanup.use(await ServiceImage.build('remote', '--provider', adapter));
  });

  afterAll(() => cleanup.disposeAsync());

  /** What came of a create, empty where all is well, with `docker` as further options of "docker run". */
  async function create(cloud: HttpsServer, ...docker: readonly string[]): Promise<string> {
    const cluster = await startControlPlane({ cluster: 'c-own', stopRequested: () => undefined });
    try {
      await using proxy = await ForwardProxy.start({
        'cluster.test:443': cloud.port,
        'kubernetes.default.svc:6443': Number(new URL(cluster.endpoint).port),
      });
      const network = ['--network', 'host', '--env', `HTTPS_PROXY=${proxy.url}`];
      await using container = await ServiceContainer.start(image, [...network, ...docker], ['0']);
      const [, port] = await container.said(/^driver ready: provider remote on \S+:(\d+)$/m);
      const client = new DriverClient(Number(port));
      const { caCertificate: authority, admin } = cluster;
      const own = { endpoint: 'https://kubernetes.default.svc:6443', authority, ...admin };
      const strings = { name: 'c-own', 'cloud-url': 'https://cluster.test/', ...own };
      try {
        const { create_error } = await client.call('Create', { driver_options: { string_options: strings } });
        return create_error;
      } catch (thrown) {
        return String(thrown);
      } finally {
        client.close();
      }
    } finally {
      await cluster.stop();
    }
  }

  const cloudOf = () =>
    HttpsServer.start((_, response) => {
      answerJson(response, 200, { cloud: 'answers' });
    });

  it("trusts the administrator's authority where its file is mounted, and reaches its cloud through the proxy", async () => {
    await using cloud = await cloudOf();
    using directory = new TlsDirectory();
    directory.write('cloud.crt', cloud.authority.certificate);
    const file = '/etc/ssl/ca-additional.pem';
    expect(await create(cloud, '--volume', `${directory.path}/cloud.crt:${file}:ro`)).toBe('');
    expect(cloud.requests).toHaveLength(1);
  });

  it('trusts no authority that nobody added', async () => {
    await using cloud = await cloudOf();
    expect(await create(cloud)).toMatch(/fetch failed|certificate/);
    expect(cloud.requests).toEqual([]);
  });
});
