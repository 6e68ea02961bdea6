import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Redactor } from '../../../src/core/secrets/redactor.js';

const pem =
  '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIBfYzzzzzzzzzzzzzzzzzzzzzzzzzzzz\nAwEHoUQDQgAE0000000000==\n-----END EC PRIVATE KEY-----\n';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJlLW9mLWl0';

describe('Redactor.redact, of what it was told', () => {
  const secret = 'correct horse/battery+"staple"';

  it.each([
    { form: secret, name: 'as it is' },
    { form: JSON.stringify({ key: secret }), name: 'within JSON' },
    { form: encodeURIComponent(secret), name: 'within a URL' },
    { form: Buffer.from(secret).toString('base64'), name: 'in base64' },
  ])('takes a secret out $name', ({ form }) => {
    const redactor = new Redactor();
    redactor.learn(secret);
    expect(redactor.redact(`before ${form} after`)).not.toContain(form);
    expect(redactor.redact(`before ${form} after`)).toMatch(/^before .*\*\*\*.* after$/);
  });

  it('takes every line of a long secret out', () => {
    const redactor = new Redactor();
    redactor.learn('first-line-of-the-secret\nsecond-line-of-the-secret');
    expect(redactor.redact('see second-line-of-the-secret')).toBe('see ***');
  });

  it.each([
    { line: 'a-line-of-16-xyz', shown: '***', because: 'a long line is a secret by itself' },
    { line: 'a-line-of-15-xy', shown: 'a-line-of-15-xy', because: 'a short one may be an ordinary word' },
  ])('shows of the line $line of a secret: $shown, because $because', ({ line, shown }) => {
    const redactor = new Redactor();
    redactor.learn(`the-first-line\r\n${line}\n-----END OF THE SECRET-----`);
    expect(redactor.redact(line)).toBe(shown);
    expect(redactor.redact('-----END OF THE SECRET-----')).toBe('-----END OF THE SECRET-----');
  });

  it('takes the longer of two secrets out first, and both', () => {
    const redactor = new Redactor();
    redactor.learn('hunter2', 'hunter2-and-more');
    expect(redactor.redact('hunter2-and-more, hunter2')).toBe('***, ***');
  });

  it('does not take ordinary words for secrets', () => {
    const redactor = new Redactor();
    redactor.learn('', 'a', 'in', undefined);
    expect(redactor.redact('a node in a network')).toBe('a node in a network');
  });

  it('leaves nothing of any secret in any text around it', () => {
    const word = fc.string({ minLength: 4, unit: 'grapheme' }).filter((text) => !'***'.includes(text));
    fc.assert(
      fc.property(word, fc.string(), fc.string(), (value, before, after) => {
        const redactor = new Redactor();
        redactor.learn(value);
        return !redactor.redact(`${before}${value}${after}`).includes(value);
      }),
    );
  });
});

describe('Redactor.redact, of what nobody told it', () => {
  it.each([
    { text: pem, name: 'a private key' },
    { text: JSON.stringify(pem), name: 'a private key in JSON' },
    { text: pem.slice(0, 80), name: 'a private key that was cut' },
    { text: Buffer.from(pem).toString('base64'), name: 'a private key in base64' },
    { text: jwt, name: 'a JSON web token' },
    { text: 'Authorization: Bearer abcdef1234567890', name: 'a bearer token' },
    { text: 'authorization: basic dXNlcjpodW50ZXIyMg==', name: 'basic credentials' },
    { text: 'GET https://admin:s3cr3t-pass@cloud.test/v1', name: 'a password in a URL' },
    { text: 'password=s3cr3t-pass', name: 'a password after "="' },
    { text: '{"password":"s3cr3t-pass"}', name: 'a password in JSON' },
    { text: 'clientSecret: s3cr3t-pass', name: 'a secret after ":"' },
    { text: 'api_key=s3cr3t-pass', name: 'an API key' },
    { text: 'ya29.a0AfH6SMBx-1234567890', name: 'an OAuth token of Google' },
  ])('takes $name out', ({ text }) => {
    const redacted = new Redactor().redact(`begin ${text} end`);
    expect(redacted).not.toMatch(/MHcCAQ|TUhjQ0FR|c2lnbmF0|abcdef1234|dXNlcjpo|s3cr3t|a0AfH6/);
    expect(redacted).toMatch(/^begin /);
  });

  it.each([
    'make the service account token: the secret cattle-system/kontainer-engine-token-x was deleted while its token was awaited; try again',
    'waiting for Kubernetes to fill the token secret cattle-system/kontainer-engine-token-00001',
    'create Secret kontainer-engine-token-: the API server answered 403 (secrets is forbidden: User "kube-admin" cannot create)',
    'reach the API server at https://10.0.0.1:6443: read ServiceAccount kontainer-engine: the credential of the cluster is refused',
    'check the options: api-token is required; access-key must be a key, not the given value',
    'create demo: not finished within 60 min, last seen: waiting for 3 nodes; try again: what exists already is found and continued',
  ])('leaves our own words alone: %s', (message) => {
    expect(new Redactor().redact(message)).toBe(message);
  });

  it('always gives text that can be sent: half a character would end the call', () => {
    expect(new Redactor().redact('cut in the middle of \ud83d').isWellFormed()).toBe(true);
  });
});

describe('Redactor.redactDeep', () => {
  const redactor = new Redactor();
  redactor.learn('hunter2-hunter2');

  it('goes into objects and lists, and leaves what is no text', () => {
    const value = { a: ['hunter2-hunter2', 1, null, true, undefined], b: { c: 'x hunter2-hunter2' } };
    expect(redactor.redactDeep(value)).toEqual({ a: ['***', 1, null, true, undefined], b: { c: 'x ***' } });
  });

  it.each(['password', 'accessToken', 'client_secret', 'API-KEY', 'privateKey', 'kubeconfig'])(
    'shows nothing that goes by the name of %s',
    (key) => {
      expect(redactor.redactDeep({ [key]: 'unknown-value', more: { [key]: ['unknown-value'] } })).toEqual({
        [key]: '***',
        more: { [key]: ['***'] },
      });
    },
  );

  it.each(['secretName', 'tokenCount', 'passwordPolicy'])('shows what only begins like a secret: %s', (key) => {
    expect(redactor.redactDeep({ [key]: 'known-value' })).toEqual({ [key]: 'known-value' });
  });

  it('tells an error with its stack and all its causes', () => {
    const cause = new TypeError('hunter2-hunter2 is undefined');
    const told = redactor.redactDeep({ error: new Error('create failed', { cause }) }) as { error: string };
    expect(told.error).toMatch(/Error: create failed\n\s+at [\s\S]*caused by: TypeError: \*\*\* is undefined\n\s+at /);
  });

  it('tells seven causes one after the other, and no more', () => {
    const deepest = Array.from({ length: 9 }, (_, index) => `number ${String(index)}`).reduceRight<Error | undefined>(
      (cause, message) => new Error(message, { cause }),
      undefined,
    );
    const told = String(redactor.redactDeep(deepest));
    expect(told.match(/Error: number \d/g)).toEqual(
      Array.from({ length: 8 }, (_, at) => `Error: number ${String(at)}`),
    );
  });

  it('knows errors of another realm, and causes that are no errors', () => {
    const foreign: unknown = runInNewContext('new Error("from far away", { cause: "hunter2-hunter2" })');
    expect(redactor.redactDeep(foreign)).toMatch(/^Error: from far away[\s\S]*caused by: \*\*\*$/);
  });

  it.each([
    { levels: 6, shown: '***' },
    { levels: 7, shown: '…' },
  ])('shows of what lies $levels levels deep: $shown', ({ levels, shown }) => {
    const nested = (value: unknown, depth: number): unknown => (depth === 0 ? value : { in: nested(value, depth - 1) });
    expect(redactor.redactDeep(nested(['hunter2-hunter2'], levels))).toEqual(
      nested(levels > 6 ? shown : [shown], levels),
    );
  });

  it('comes to an end with what contains itself', () => {
    const round: Record<string, unknown> = { text: 'hunter2-hunter2' };
    round.self = round;
    const list: unknown[] = ['hunter2-hunter2'];
    list.push(list);
    expect(JSON.stringify(redactor.redactDeep(list))).not.toContain('hunter2');
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(redactor.redactDeep(round))).not.toContain('hunter2');
    expect(redactor.redactDeep(error)).toMatch(/^Error: round/);
  });
});
