import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoogleAuth } from 'google-auth-library';
import { type GoogleDouble, startGoogleDouble } from '../google-double.ts';
import { askToken, location, RawClient, signAssertion } from '../support/raw-client.ts';

let double: GoogleDouble;
let now: number;

beforeEach(async () => {
  now = Date.now();
  double = await startGoogleDouble({ now: () => now });
});

afterEach(async () => {
  await double.stop();
});

const status = async (token: string) => (await new RawClient(double, token).get(`/v1/${location}/clusters`)).status;

describe('the token endpoint', () => {
  it('gives a token for an assertion that is right, by the key id or without it', async () => {
    const { file } = double.makeKey();
    for (const header of [{}, { kid: undefined }]) {
      const { json } = await askToken(double, await signAssertion(file, {}, header));
      expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
      expect(double.accountOf(json.access_token as string)).toBe(file.client_email);
      expect(await status(json.access_token as string)).toBe(200);
    }
  });

  it("takes Google's public address as the audience too, which its client signs", async () => {
    const assertion = await signAssertion(double.makeKey().file, { aud: 'https://oauth2.googleapis.com/token' });
    expect((await askToken(double, assertion)).status).toBe(200);
  });

  const at = Math.floor(Date.now() / 1000);
  const wrongs = [
    { claims: { iss: 'nobody@double-project.iam.gserviceaccount.com' }, says: /account not found/ },
    { claims: { aud: 'https://example.com/token' }, says: /audience/ },
    { claims: { scope: 'https://www.googleapis.com/auth/drive' }, says: /scope/ },
    { claims: { scope: undefined }, says: /scope/ },
    { claims: { exp: at + 7200 }, says: /short-lived/ },
    { claims: { iat: at - 7200, exp: at - 3700 }, says: /short-lived/ },
    { claims: { iat: at + 900, exp: at + 1800 }, says: /short-lived/ },
    { claims: { iat: undefined }, says: /short-lived/ },
  ];
  it.each(wrongs)('refuses an assertion with $claims', async ({ claims, says }) => {
    const refused = await askToken(double, await signAssertion(double.makeKey().file, claims));
    expect(refused).toMatchObject({ status: 400, json: { error_description: expect.stringMatching(says) } });
  });

  it('refuses a signature of another key, a revoked key, and what is no assertion', async () => {
    const key = double.makeKey();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const forged = { ...key.file, private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    const badSignature = { status: 400, json: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } };
    expect(await askToken(double, await signAssertion(forged))).toEqual(badSignature);
    double.revokeKey(key);
    expect(await askToken(double, await signAssertion(key.file))).toEqual(badSignature);
    expect((await askToken(double, 'nonsense')).status).toBe(400);
  });

  it('serves two keys of one account, as a rotation needs, until the old one is revoked', async () => {
    const [old, fresh] = [double.makeKey(), double.makeKey()];
    double.revokeKey(old);
    expect((await askToken(double, await signAssertion(fresh.file))).status).toBe(200);
    expect((await askToken(double, await signAssertion(old.file))).status).toBe(400);
  });
});

describe('an access token', () => {
  it('dies at its time, when all are expired, and with its key', async () => {
    const key = double.makeKey();
    const ask = async () => (await askToken(double, await signAssertion(key.file))).json.access_token as string;
    const aged = await ask();
    now += 3600_000;
    expect(await status(aged)).toBe(401);
    now -= 3600_000;
    const expired = await ask();
    double.expireTokens();
    expect(await status(expired)).toBe(401);
    const revoked = await ask();
    double.revokeKey(key);
    expect(await status(revoked)).toBe(401);
  });

  it('is asked for in the shape of Google where there is none', async () => {
    const answer = await fetch(`${double.endpoints.root}/v1/${location}/clusters`);
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { error: { code: 401, status: 'UNAUTHENTICATED', details: [{ reason: 'CREDENTIALS_MISSING' }] } },
    ]);
  });
});

describe('identities without a key', () => {
  it('are those of a machine, which its metadata server vouches for', async () => {
    const at = `http://${double.endpoints.metadataHost}/computeMetadata/v1`;
    const headers = { 'Metadata-Flavor': 'Google' };
    const get = (path: string) => fetch(`${at}${path}`, { headers });
    expect(await (await get('/project/project-id')).text()).toBe('double-project');
    const { access_token } = (await (await get('/instance/service-accounts/default/token')).json()) as {
      access_token: string;
    };
    expect(await status(access_token)).toBe(200);
    expect((await fetch(`${at}/project/project-id`)).status).toBe(403);
    expect((await get('/instance/attributes/secret')).status).toBe(404);
  });

  it("are those of another cloud, whose token Google's own client exchanges", async () => {
    const directory = await mkdtemp(join(tmpdir(), 'double-'));
    try {
      const tokenFile = join(directory, 'token');
      await writeFile(tokenFile, double.subjectToken);
      const scopes = 'https://www.googleapis.com/auth/cloud-platform';
      const client = await new GoogleAuth({ credentials: double.externalAccount(tokenFile), scopes }).getClient();
      expect(await status((await client.getAccessToken()).token ?? '')).toBe(200);
      await writeFile(tokenFile, 'forged');
      const other = await new GoogleAuth({ credentials: double.externalAccount(tokenFile), scopes }).getClient();
      await expect(other.getAccessToken()).rejects.toThrow(/rejected/);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
