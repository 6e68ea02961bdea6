import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { trustedAuthorities } from '../../../src/adapters/network/ca-certificates.js';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';

const broken = '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n';

let directory: string;
const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(directory, name), text);
  return join(directory, name);
};
const base64 = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, '');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ca-certificates-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('the authorities that are trusted', () => {
  it("are Node's, those of the files that exist and those that are given, each once", async () => {
    const [one, other] = [(await makeAuthority('one')).certificate, (await makeAuthority('other')).certificate];
    const file = await write('ca.pem', `# One\n${one}\n# Everybody's\n${String(rootCertificates[0])}\r\n${one}`);
    const { ca, files, problems } = await trustedAuthorities({ name: 'given', text: other }, [file, '/nowhere']);
    expect(ca.slice(0, rootCertificates.length)).toEqual(rootCertificates);
    expect(ca.slice(rootCertificates.length).map(base64)).toEqual([one, other].map(base64));
    expect(files).toEqual([file]);
    expect(problems).toEqual([]);
  });

  it('are all but the broken ones, wherever these stand', async () => {
    const { certificate } = await makeAuthority('one');
    const endless = broken.slice(0, broken.indexOf('-----END'));
    const key = '-----BEGIN PRIVATE KEY-----\nbm9uZQ==\n-----END PRIVATE KEY-----\n';
    const file = await write('ca.pem', `${key}${broken}${certificate}${endless}${certificate}${broken}`);
    const { ca, problems } = await trustedAuthorities({ name: 'given', text: broken }, [file]);
    expect(ca.slice(rootCertificates.length).map(base64)).toEqual([base64(certificate)]);
    expect(problems).toEqual([
      `certificates 1, 3, 5 of 5 in ${file} cannot be read: the others are trusted`,
      'certificate 1 of 1 in given cannot be read: the others are trusted',
    ]);
  });

  it('are those that OpenSSL marks as trusted too', async () => {
    const { certificate } = await makeAuthority('one');
    const file = await write('ca.pem', certificate.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'));
    const { ca, problems } = await trustedAuthorities(undefined, [file]);
    expect(problems).toEqual([]);
    expect(ca.at(-1)).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(base64(String(ca.at(-1)))).toBe(base64(certificate));
  });

  it('say which file holds none or cannot be read, and nothing of one that is empty or absent', async () => {
    const [wrong, empty] = [await write('wrong.pem', 'no PEM'), await write('empty.pem', '\n')];
    const { ca, files, problems } = await trustedAuthorities(undefined, [directory, wrong, empty, '/nowhere']);
    expect(ca).toEqual(rootCertificates);
    expect(files).toEqual([]);
    expect(problems).toEqual([
      expect.stringContaining(`no authorities are taken from ${directory}: EISDIR`),
      `no authorities are taken from ${wrong}: it holds no certificate in PEM`,
    ]);
  });
});
