import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { failureOf } from '../../support/failure-of.js';
import { driverFor, type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

let harness: GkeHarness;
let directory: string;

beforeEach(async () => {
  harness = await startGkeHarness();
  directory = await mkdtemp(join(tmpdir(), 'gke-credentials-'));
});

afterEach(async () => {
  expect(harness.double.violations).toEqual([]);
  await harness.stop();
  await rm(directory, { recursive: true });
});

/** The files that hold a text, among those at or below some places in the directory for temporary files. */
async function filesWith(text: string, places: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const place of places) {
    const path = join(tmpdir(), place);
    // Other programs of this machine make and remove files meanwhile.
    const below = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = below.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of (await isFile(path)) ? [path] : files) {
      if ((await readFile(file, 'utf8').catch(() => '')).includes(text)) found.push(file);
    }
  }
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** Who the double took the caller for. */
function accounts(): readonly string[] {
  const seen = harness.double.requests.map(({ account }) => account).filter((account) => account !== undefined);
  return [...new Set(seen)];
}

/** A key that is whole, with something else in its place. */
function keyWith(fields: object): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return JSON.stringify({ type: 'service_account', client_email: 'a@b.example', private_key: pem, ...fields });
}

const driver = 'driver@double-project.iam.gserviceaccount.com';
const noKey = { credential: '' };

describe('a credential', () => {
  it('given as content signs an assertion that the token endpoint of the key verifies', async () => {
    const info = await harness.create();
    expect(accounts()).toEqual([driver]);
    const [, , body] = JSON.parse(info.metadata.state ?? '') as [string, number, { data: object }];
    expect(body.data).toEqual({
      project: 'double-project',
      location: 'us-central1-a',
      cluster: 'c-abcde',
      installation: 'rancher',
      id: expect.any(String),
    });
  });

  it('given as a path is read where the driver runs, and not stored', async () => {
    const path = join(directory, 'key.json');
    await writeFile(path, String(harness.basics.credential));
    const info = await harness.create({ ...noKey, gkeCredentialPath: path });
    expect(accounts()).toEqual([driver]);
    expect(JSON.stringify(info.metadata)).not.toContain('PRIVATE KEY');
  });

  it('is found in the place that Google’s libraries look at, where that is wanted', async () => {
    const path = join(directory, 'key.json');
    await writeFile(path, String(harness.basics.credential));
    harness = driverFor(harness.double, { environment: { GOOGLE_APPLICATION_CREDENTIALS: path } });
    const info = await harness.create({ ...noKey, applicationDefaultCredentials: true });
    expect(info.createError).toBe('');
    expect(accounts()).toEqual([driver]);
    expect(JSON.stringify(info.metadata)).not.toContain('PRIVATE KEY');
  });

  it('may be an identity from elsewhere, with nothing secret in the state', async () => {
    const token = join(directory, 'token');
    await writeFile(token, harness.double.subjectToken);
    const path = join(directory, 'identity.json');
    await writeFile(path, JSON.stringify(harness.double.externalAccount(token)));
    const info = await harness.create({ ...noKey, gkeCredentialPath: path, projectId: 'double-project' });
    expect(info.createError).toBe('');
    expect(accounts()).toHaveLength(1);
    await harness.update(info, { ...noKey, gkeCredentialPath: path, nodeCount: 4 });
    await harness.remove(info);
    expect(JSON.stringify(info.metadata)).not.toContain(harness.double.subjectToken);
  });

  it('may be the machine’s own', async () => {
    const environment = { GCE_METADATA_HOST: harness.double.endpoints.metadataHost };
    harness = driverFor(harness.double, { environment });
    const info = await harness.create({ ...noKey, applicationDefaultCredentials: true, projectId: 'double-project' });
    expect(info.createError).toBe('');
    expect(accounts()).toEqual(['machine@double-project.iam.gserviceaccount.com']);
    await harness.remove(info);
  });

  it('of another key is refused, in words that hold nothing of it', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const file = JSON.parse(String(harness.basics.credential)) as Record<string, unknown>;
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const error = await failureOf(() => harness.create({ credential: JSON.stringify({ ...file, private_key: pem }) }));
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.message).toMatch(/invalid_grant: Invalid JWT Signature.*; give a key that is neither deleted/s);
    expect(error.message).not.toContain(pem.slice(40, 80));
    expect(harness.writes()).toEqual([]);
  });

  it('is in no line of the log, no error, no environment and no file', async () => {
    const secret = (JSON.parse(String(harness.basics.credential)) as { private_key: string }).private_key.slice(
      60,
      120,
    );
    const token = /ya29\.[\w.-]+/;
    const before = JSON.stringify(process.env);
    const files = await readdir(tmpdir());
    harness.double.script({
      on: { rpc: 'CreateCluster' },
      do: { kind: 'error', status: 'INVALID_ARGUMENT', message: 'No.' },
    });
    const { createError } = await harness.create();
    expect(createError).toContain('No.');
    const seen = JSON.stringify([harness.log.lines, createError]);
    expect(seen).not.toContain(secret);
    expect(seen).not.toMatch(token);
    expect(JSON.stringify(process.env)).toBe(before);
    const made = (await readdir(tmpdir())).filter((name) => !files.includes(name));
    expect(await filesWith(secret, made)).toEqual([]);
  });

  it.each<{ because: string; paste: (file: string) => string }>([
    { because: 'in base64', paste: (file) => Buffer.from(file).toString('base64') },
    {
      because: 'in base64 with line ends, as a terminal shows it',
      paste: (file) =>
        `${(
          Buffer.from(file)
            .toString('base64')
            .match(/.{1,76}/g) ?? []
        ).join('\n')}\n`,
    },
    { because: 'with its line ends escaped once more', paste: (file) => file.replaceAll('\\n', '\\\\n') },
    { because: 'with a mark of its encoding before it', paste: (file) => `\uFEFF${file}` },
  ])('is understood where it was pasted $because', async ({ paste }) => {
    const info = await harness.create({ credential: paste(String(harness.basics.credential)) });
    expect(info.createError).toBe('');
    expect(accounts()).toEqual([driver]);
  });

  it('that is stored goes when an update brings an identity in its place', async () => {
    const path = join(directory, 'key.json');
    await writeFile(path, JSON.stringify(harness.double.makeKey('successor').file));
    const info = await harness.create();
    expect(JSON.stringify(info.metadata)).toContain('PRIVATE KEY');
    harness.double.forgetRequests();
    const keyless = await harness.update(info, { ...noKey, gkeCredentialPath: path });
    expect(JSON.stringify(keyless.metadata)).not.toContain('PRIVATE KEY');
    expect(accounts()).toEqual(['successor@double-project.iam.gserviceaccount.com']);
    const again = await harness.update(keyless, {});
    expect(JSON.stringify(again.metadata)).toContain('PRIVATE KEY');
  });

  it('that was echoed by Google is not in the error', async () => {
    const { private_key: pem } = JSON.parse(String(harness.basics.credential)) as { private_key: string };
    const echo = `Bad request: ${pem} and ya29.a0AfH6SMBxxxxxxxxxxxxxxxx`;
    harness.double.script({
      on: { rpc: 'CreateCluster' },
      do: { kind: 'error', status: 'INVALID_ARGUMENT', message: echo },
    });
    const { createError } = await harness.create();
    expect(createError).toContain('Bad request');
    expect(createError).not.toContain(pem.slice(60, 120));
    expect(createError).not.toContain('ya29.a0');
    expect(JSON.stringify(harness.log.lines)).not.toContain(pem.slice(60, 120));
  });

  it.each<{ because: string; wish: Wish; says: string }>([
    { because: 'there is none', wish: noKey, says: 'credential is required' },
    { because: 'there are two', wish: { applicationDefaultCredentials: true }, says: 'credential excludes' },
    { because: 'it is no JSON', wish: { credential: 'S3CRET-TEXT' }, says: 'is no JSON object' },
    {
      because: 'it is of another kind',
      wish: { credential: '{"type":"authorized_user"}' },
      says: 'must be the key of a service account',
    },
    {
      because: 'it lacks its half',
      wish: { credential: '{"type":"service_account","client_email":"a@b"}' },
      says: 'holds no private_key',
    },
    {
      because: 'its file is not there',
      wish: { ...noKey, gkeCredentialPath: '/nowhere/key.json' },
      says: 'there is no such file',
    },
    {
      because: 'the driver’s own identity would go elsewhere',
      wish: { ...noKey, applicationDefaultCredentials: true, apiEndpoint: 'https://evil.example' },
      says: 'api-endpoint must be below googleapis.com',
    },
    {
      because: 'its token_uri only looks like this machine',
      wish: { credential: keyWith({ token_uri: 'http://127.evil.example/token' }) },
      says: 'has a token_uri that is no https URL',
    },
    {
      because: 'it is of another universe than Google’s',
      wish: { credential: keyWith({ universe_domain: 'evil.example' }) },
      says: 'is of the universe "evil.example"',
    },
    {
      because: 'it would go in the clear',
      wish: { apiEndpoint: 'http://container.example' },
      says: 'api-endpoint must begin with https',
    },
  ])('is refused before anything is asked where $because', async ({ wish, says }) => {
    const error = await failureOf(() => harness.create(wish));
    expect(error.message).toContain(says);
    expect(error.message).not.toContain('S3CRET');
    expect(harness.double.requests).toEqual([]);
  });
});
