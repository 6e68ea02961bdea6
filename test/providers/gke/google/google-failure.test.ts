import { describe, expect, it } from '@jest/globals';
import type { FailureKind } from '../../../../src/providers/cloud/cloud-failure.js';
import { operationFailure, requestFailure } from '../../../../src/providers/gke/google/google-failure.js';

/** What Google's client library throws for an answer. */
function answer(status: number, data: unknown, headers: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error(`status ${String(status)}`), {
    response: { status, data, headers: new Headers(headers) },
  });
}

function google(code: number, status: string, message: string, details: readonly object[] = []): unknown {
  return { error: { code, status, message, details } };
}

describe('what a failed request means', () => {
  it.each<{ because: string; thrown: unknown; kind: FailureKind; says: string }>([
    {
      because: 'Google says that there is no such thing',
      thrown: answer(404, google(404, 'NOT_FOUND', 'Not found: clusters/c.')),
      kind: 'not-found',
      says: 'Not found: clusters/c.',
    },
    {
      because: 'a 404 that is not Google’s says nothing about a cluster',
      thrown: answer(404, '<html>default backend</html>'),
      kind: 'transient',
      says: '404',
    },
    {
      because: 'the project is not allowed to use the API',
      thrown: answer(403, google(403, 'PERMISSION_DENIED', 'It is disabled.', [{ reason: 'SERVICE_DISABLED' }])),
      kind: 'permission',
      says: 'It is disabled.',
    },
    {
      because: 'requests are counted by the minute',
      thrown: answer(429, google(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'R' per minute.")),
      kind: 'transient',
      says: 'per minute',
    },
    {
      because: 'machines are counted for good',
      thrown: answer(403, google(403, 'PERMISSION_DENIED', 'Insufficient regional quota to satisfy request.')),
      kind: 'quota',
      says: 'Insufficient regional quota',
    },
    {
      because: 'something else works on the cluster',
      thrown: answer(400, google(400, 'FAILED_PRECONDITION', 'Cluster is running incompatible operation op-1.')),
      kind: 'busy',
      says: 'incompatible operation',
    },
    {
      because: 'the key is gone',
      thrown: answer(400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }),
      kind: 'unauthenticated',
      says: 'invalid_grant: Invalid JWT Signature.',
    },
    { because: 'nobody answers', thrown: new Error('socket hang up'), kind: 'transient', says: 'socket hang up' },
  ])('is told where $because', ({ thrown, kind, says }) => {
    const failure = requestFailure(thrown);
    expect(failure.kind).toBe(kind);
    expect(failure.why).toContain(says);
  });

  it.each<{ because: string; after: string; least: number; most: number }>([
    { because: 'it is in seconds', after: '7', least: 7_000, most: 7_000 },
    {
      because: 'it is a date',
      after: new Date(Date.now() + 90_000).toUTCString(),
      least: 80_000,
      most: 90_000,
    },
    { because: 'it is a date that is past by our clock', after: 'Thu, 01 Jan 1970 00:00:00 GMT', least: 0, most: 0 },
  ])('says how long to wait where $because', ({ after, least, most }) => {
    const { retryAfterMs } = requestFailure(answer(503, '', { 'retry-after': after }));
    expect(retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(retryAfterMs).toBeLessThanOrEqual(most);
  });

  it('is final for an operation that has ended, however passing the same is for a call', () => {
    expect(operationFailure({ code: 14, message: 'Try again.' })).toMatchObject({ kind: 'failed' });
    expect(operationFailure({ code: 9, message: 'wait and try again' })).toMatchObject({ kind: 'failed' });
    expect(operationFailure({ code: 8, message: 'Quota exceeded for resource CPUS.' })).toMatchObject({
      kind: 'quota',
    });
  });
});
