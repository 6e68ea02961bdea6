import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { webcrypto } from 'node:crypto';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { startGoogleDouble } from '../google-double.ts';

/** A certificate of its own authority, for `localhost`. */
async function selfSigned(): Promise<{ readonly keyPem: string; readonly certPem: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=localhost',
      keys,
      signingAlgorithm: algorithm,
      notAfter: new Date(Date.now() + 3600_000),
      extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
    },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { keyPem: PemConverter.encode(key, 'PRIVATE KEY'), certPem: certificate.toString('pem') };
}

it('serves HTTPS under the name of its certificate, for tests of additional authorities', async () => {
  const tls = await selfSigned();
  await using double = await startGoogleDouble({ tls, host: 'localhost' });
  const { root, token } = double.endpoints;
  expect(root).toMatch(/^https:\/\/localhost:\d+$/);
  expect(double.makeKey().file.token_uri).toBe(token);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${root}/v1/projects/p/locations/l/clusters`, { ca: tls.certPem, family: 4 }, resolve).on('error', reject);
  });
  expect([answer.statusCode, await text(answer)]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
});
