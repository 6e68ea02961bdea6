import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeReal } from './support/describe-real.js';
import { ServiceContainer } from './support/service-container.js';
import { ServiceImage } from './support/service-image.js';
import { TlsDirectory } from '../support/tls-directory.js';

const published = ['--publish', '127.0.0.1::9000'];
const create = (strings: Readonly<Record<string, string>> = {}) => ({
  driver_options: { string_options: { name: 'c-image', ...strings } },
});

describeReal('kind', 'the image of a driver', () => {
  let image: ServiceImage;
  let tls: TlsDirectory;

  const cleanup = new AsyncDisposableStack();

  beforeAll(async () => {
    tls = cleanup.use(new TlsDirectory());
    image = cleanup.use(await ServiceImage.build('all', '--all'));
  });

  afterAll(() => cleanup.disposeAsync());

  /** Serves others, by certificates. */
  const secured = async (...docker: readonly string[]) => {
    const given = [...published, '--volume', `${tls.path}:/tls:ro`, ...docker];
    const args = ['9000', '--address', '0.0.0.0', ...tls.flags('/tls')];
    const container = await ServiceContainer.start(image, given, args);
    await container.said(/^driver ready: /m);
    return container;
  };

  describe('as it is built', () => {
    it('holds the driver, the libraries that it asks for, a few names, and no shell', async () => {
      const files = await image.files();
      const names = [...files.keys()].filter((path) => !path.endsWith('/')).sort();
      const libraries = names.filter((path) => path.startsWith('/lib'));
      expect(names.filter((path) => !libraries.includes(path))).toEqual([
        '/driver',
        '/etc/group',
        '/etc/nsswitch.conf',
        '/etc/passwd',
      ]);
      for (const library of libraries) {
        expect(library).toMatch(/\/(ld-linux-[^/]+|lib(c|dl|gcc_s|m|pthread|stdc\+\+))\.so\.\d+$/);
      }
      expect(files.get('/tmp/')).toBe('drwxrwxrwt');
      expect([...files.values()].filter((mode) => mode.includes('s'))).toEqual([]);
    });

    it('runs as nobody in particular, and is no larger than it has to be', async () => {
      expect(await image.inspect('{{.Config.User}}')).toBe('65532:65532');
      expect(Number(await image.inspect('{{.Size}}'))).toBeLessThan(150_000_000);
      expect(image.summary).toMatch(/^driver-real-all:\d+: linux\/\w+, \d+ MB$/);
      console.log(image.summary);
    });

    it('is the same layer when it is built again', async () => {
      await using again = await ServiceImage.build('again', '--all');
      expect(await again.inspect('{{.RootFS.Layers}}')).toBe(await image.inspect('{{.RootFS.Layers}}'));
    });
  });

  describe('in a container that can write nothing', () => {
    it('is healthy, in plaintext that stays in there', async () => {
      await using container = await ServiceContainer.start(image, published);
      await container.becomes('healthy');
      await container.run('--health');
      await container.run('--health', '127.0.0.1:9000');
      await expect((await container.caller()).call('GetCapabilities', {})).rejects.toThrow(/UNAVAILABLE/);
      expect(await container.log()).toBe('driver ready: provider mock on 127.0.0.1:9000\n');
    });

    it('is healthy behind an init', async () => {
      await using container = await ServiceContainer.start(image, ['--init']);
      await container.becomes('healthy');
    });

    it('refuses in one line to serve others in plaintext', async () => {
      await using container = await ServiceContainer.start(image, [], ['9000', '--address', '0.0.0.0']);
      expect(await container.ended()).toBe(2);
      expect(await container.log()).toBe(
        'driver: secure the connections: others could reach 0.0.0.0, and read every credential and token that is sent ' +
          'there; give --tls-cert, --tls-key and --tls-client-ca\n',
      );
    });

    it('answers whom its authority knows, and nobody else', async () => {
      using foreign = new TlsDirectory();
      await using container = await secured();
      await container.becomes('healthy');
      const known = await container.caller(tls.caller());
      const { options } = await known.call('GetDriverCreateOptions', {});
      expect(Object.keys(options)).toContain('kubernetes-version');
      expect(await known.call('GetCapabilities', {})).toHaveProperty('capabilities');
      const unknown = { ...foreign.caller(), authority: tls.read('ca.crt') };
      for (const refused of [unknown, tls.nobody(), tls.caller('another'), undefined]) {
        await expect((await container.caller(refused)).call('GetCapabilities', {})).rejects.toThrow(/UNAVAILABLE/);
      }
    });

    it('says what is missing where a provider has to write', async () => {
      await using container = await secured();
      const made = await (await container.caller(tls.caller())).refusal('Create', create());
      expect(made.details).toMatch(/neither can be written to; say where with the option directory/);
    });

    it('leads a cluster through its life with a place for temporary files', async () => {
      await using container = await secured('--tmpfs', '/tmp');
      const client = await container.caller(tls.caller());
      const created = await client.call('Create', create());
      expect(created).toMatchObject({ create_error: '', node_count: '3' });
      const info = await client.call('PostCheck', created);
      expect(info.service_account_token).not.toBe('');
      expect(await client.call('GetVersion', info)).toEqual({ version: '1.34.1' });
      await expect(client.call('Remove', info)).resolves.toEqual({});
      await expect(client.call('Remove', info)).resolves.toEqual({});
    });
  });

  describe('told to stop', () => {
    it('ends at once where nothing is under way, although somebody is connected', async () => {
      await using container = await secured();
      await (await container.caller(tls.caller())).call('GetCapabilities', {});
      expect(await container.stop()).toBeLessThan(5_000);
      expect(await container.state()).toMatchObject({ Running: false, ExitCode: 0 });
    });

    it('answers a create that is under way with what there is by then, takes no more, and goes on with it later', async () => {
      const volume = ['--volume', '/tmp'];
      await using container = await secured(...volume);
      const client = await container.caller(tls.caller());
      const answer = client.call('Create', create({ 'step-duration': '5s' }));
      await container.said(/starting the control plane/);
      const stopped = container.stop();
      const left = await answer;
      expect(left.create_error).toMatch(/the driver was asked to stop while .+; try again/);
      await expect(client.call('GetCapabilities', {})).rejects.toThrow(/UNAVAILABLE/);
      expect(await stopped).toBeLessThan(8_000);
      expect(await container.state()).toMatchObject({ Running: false, ExitCode: 0 });

      await using next = await secured('--volumes-from', container.id);
      const later = await next.caller(tls.caller());
      const made = await later.call('Create', { ...create(), cluster_info: left });
      expect(made).toMatchObject({ create_error: '', metadata: expect.anything() });
      await later.call('Remove', made);
    });
  });
});
