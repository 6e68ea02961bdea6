import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { adapterSource } from '../../support/adapter-source.js';
import { DriverProcess } from '../../support/driver-process.js';
import { TlsDirectory } from '../../support/tls-directory.js';

const program = fileURLToPath(new URL('../../../bin/driver.js', import.meta.url));
const files = { 'adapter.mjs': adapterSource() };
const start = (...args: readonly string[]) => DriverProcess.start(['0', '--provider', './adapter.mjs', ...args], files);

/** The exit code of the probe, and what it says. */
function probe(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    const probing = execFile(
      process.execPath,
      [program, '--health', ...args],
      { env: environment },
      (_, stdout, stderr) => {
        resolve({ code: probing.exitCode ?? -1, said: stdout + stderr });
      },
    );
  });
}

const healthy = { code: 0, said: '' };

describe('the probe of the health', () => {
  it('finds a driver that serves healthy, past any proxy', async () => {
    await using driver = await start();
    const address = `127.0.0.1:${String(await driver.port())}`;
    // Nothing listens there.
    const proxy = 'http://127.0.0.1:1';
    const environment = { http_proxy: proxy, https_proxy: proxy, grpc_proxy: proxy };
    await expect(probe([address], environment)).resolves.toEqual(healthy);
  });

  it('finds one healthy that it knows by its certificate, and that knows it', async () => {
    using directory = new TlsDirectory();
    await using driver = await start('--address', '0.0.0.0', ...directory.flags());
    const address = `127.0.0.1:${String(await driver.port())}`;
    const { path } = directory;
    const own = [`--tls-ca=${path}/ca.crt`, `--tls-cert=${path}/tls.crt`, `--tls-key=${path}/tls.key`];
    await expect(probe([address, ...own, '--server-name=cluster-driver'])).resolves.toEqual(healthy);
    await expect(probe([address, ...own, '--server-name=another'])).resolves.toMatchObject({ code: 1 });
    await expect(probe([address])).resolves.toMatchObject({ code: 1 });
  });

  it('says in one line where nothing listens, with exit code 1', async () => {
    const { code, said } = await probe(['127.0.0.1:1']);
    expect(code).toBe(1);
    expect(said).toMatch(/^driver: check the health: [^\n]*ECONNREFUSED[^\n]*\n$/);
  });

  it('asks for an address where the first process of the machine is no driver', async () => {
    const { code, said } = await probe([]);
    expect(code).toBe(1);
    expect(said).toMatch(/^driver: check the health: [^\n]*; give [^\n]*address[^\n]*\n$/);
  });
});
