import { status } from '@grpc/grpc-js';
import { describe, expect, it } from '@jest/globals';
import { TlsFiles } from '../../src/server/connections/tls-files.js';
import { startDriverServer } from '../../src/server/driver-server.js';
import { composeForTest } from '../support/compose-for-test.js';
import { type CallerTls, DriverClient } from '../support/driver-client.js';
import { TlsDirectory } from '../support/tls-directory.js';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverParts } from '../support/server-parts.js';

async function serve({ path }: TlsDirectory) {
  const { driver, parts, log } = composeForTest();
  const paths = { certificate: `${path}/tls.crt`, key: `${path}/tls.key`, clientAuthority: `${path}/ca.crt` };
  const server = await startDriverServer(
    driver,
    serverParts,
    parts,
    { host: '127.0.0.1', port: 0 },
    new TlsFiles(paths),
  );
  const clients = new Set<DriverClient>();
  return {
    log,
    ask: (tls?: CallerTls) => {
      const client = new DriverClient(server.port, tls);
      clients.add(client);
      return client.call('GetCapabilities', {}, { deadline: Date.now() + 10_000 });
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.close();
      await server.stop(0);
    },
  };
}

describe('a server with certificates', () => {
  it('answers whom its authority knows, and nobody else', async () => {
    using directory = new TlsDirectory();
    using foreign = new TlsDirectory();
    await using served = await serve(directory);
    await expect(served.ask(directory.caller())).resolves.toBeDefined();
    const stranger = { ...foreign.caller(), authority: directory.read('ca.crt') };
    for (const refused of [stranger, directory.nobody(), undefined]) {
      await expect(served.ask(refused)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    }
    await expect(served.ask(directory.caller())).resolves.toBeDefined();
  });

  it('serves with renewed ones as soon as they are there, and not with the old ones', async () => {
    using directory = new TlsDirectory();
    await using served = await serve(directory);
    const old = directory.caller();
    await expect(served.ask(old)).resolves.toBeDefined();
    directory.renew();
    await expect(served.ask(directory.caller())).resolves.toBeDefined();
    const oldCaller = { ...old, authority: directory.read('ca.crt') };
    await expect(served.ask(oldCaller)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect(served.log.messages('info')).toContain('serving with renewed certificates');
  });

  it.each([
    {
      what: 'is gone',
      damage: (path: string) => {
        rmSync(path);
      },
    },
    {
      what: 'is half written',
      damage: (path: string) => {
        writeFileSync(path, '-----BEGIN CERTIFICATE-----\nMIIB');
      },
    },
  ])('goes on with what it has where a file $what', async ({ damage }) => {
    using directory = new TlsDirectory();
    await using served = await serve(directory);
    const caller = directory.caller();
    damage(join(directory.path, 'tls.crt'));
    await expect(served.ask(caller)).resolves.toBeDefined();
    expect(served.log.messages('warn')).toEqual([expect.stringMatching(/^keeping the old certificates: .*tls\.crt/)]);
  });

  it('answers many who come at once', async () => {
    using directory = new TlsDirectory();
    await using served = await serve(directory);
    const asked = Array.from({ length: 50 }, () => served.ask(directory.caller()));
    await expect(Promise.all(asked)).resolves.toHaveLength(50);
  });
});
