import { describe, expect, it } from '@jest/globals';
import { adapterSource } from '../../support/adapter-source.js';
import { DriverProcess } from '../../support/driver-process.js';
import { TlsDirectory } from '../../support/tls-directory.js';

const files = { 'adapter.mjs': adapterSource() };
const start = (...args: readonly string[]) => DriverProcess.start(['0', '--provider', './adapter.mjs', ...args], files);

async function refusal(...args: readonly string[]): Promise<string> {
  await using driver = await start(...args);
  const { code } = await driver.ended;
  expect(code).toBe(2);
  expect(driver.stdout).toBe('');
  const [, why] = /^driver: secure the connections: ([^\n]+)\n$/.exec(driver.stderr) ?? [];
  return why ?? driver.stderr;
}

describe('without certificates the driver', () => {
  it.each([{ address: '127.0.0.1' }, { address: '127.0.0.2' }, { address: '::1' }, { address: 'localhost' }])(
    'serves on $address, which only this machine can reach',
    async ({ address }) => {
      await using driver = await start('--address', address);
      const shown = address.includes(':') ? `[${address}]` : address;
      await driver.printed('stdout', /^driver ready: .*\n/);
      expect(driver.stdout).toContain(` on ${shown}:`);
    },
  );

  it.each([
    { address: '0.0.0.0', place: '0.0.0.0' },
    { address: '::', place: '::' },
    { address: '192.0.2.1', place: '192.0.2.1' },
    { address: 'driver.example.com', place: 'driver.example.com' },
    { address: '', place: 'every address of this machine' },
  ])('refuses to serve on "$address", in one line that says what is missing', async ({ address, place }) => {
    expect(await refusal(`--address=${address}`)).toBe(
      `others could reach ${place}, and read every credential and token that is sent there; ` +
        'give --tls-cert, --tls-key and --tls-client-ca',
    );
  });

  it('knows no flag that would allow it', async () => {
    await using driver = await start('--address', '0.0.0.0', '--plaintext');
    await expect(driver.ended).resolves.toMatchObject({ code: 2 });
    expect(driver.stderr).toMatch(/^[^\n]*--plaintext[^\n]*\n$/);
  });
});

describe('the driver says in one line what is wrong with its certificates', () => {
  it.each([
    { given: ['--tls-cert=a'], missing: '--tls-key and --tls-client-ca' },
    { given: ['--tls-cert=a', '--tls-key=b'], missing: '--tls-client-ca' },
    { given: ['--tls-client-ca=c', '--address=0.0.0.0'], missing: '--tls-cert and --tls-key' },
  ])('where it got no more than $given', async ({ given, missing }) => {
    expect(await refusal(...given)).toBe(`the three files belong together; give ${missing} too`);
  });

  it.each([
    { file: 'tls.crt', content: 'no PEM', says: /tls\.crt holds no certificate in PEM$/ },
    { file: 'tls.key', content: 'no PEM', says: /tls\.key holds no private key in PEM, or one with a password$/ },
    { file: 'ca.crt', content: '', says: /ca\.crt holds no certificate in PEM$/ },
  ])('where $file holds something else', async ({ file, content, says }) => {
    using directory = new TlsDirectory();
    directory.write(file, content);
    expect(await refusal('--address=0.0.0.0', ...directory.flags())).toMatch(says);
  });

  it("where the key is another certificate's", async () => {
    using directory = new TlsDirectory();
    directory.write('tls.key', directory.read('client.key'));
    expect(await refusal(...directory.flags())).toMatch(/^the key in \S+ is not that of the certificate in \S+$/);
  });

  it('where a file is not there', async () => {
    using directory = new TlsDirectory();
    expect(await refusal(...directory.flags('/nonesuch'))).toMatch(/no such file.*\/nonesuch/);
  });
});
