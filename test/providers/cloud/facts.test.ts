import { describe, expect, it } from '@jest/globals';
import { Catalogue } from '../../../src/providers/cloud/catalogue.js';
import { compareVersions } from '../../../src/core/compare-versions.js';
import { meetsVersion, minorsBetween, newestMatching } from '../../../src/providers/cloud/kubernetes-version.js';
import { carriesMark, describeOwner, ownedBy, ownershipMark } from '../../../src/providers/cloud/ownership.js';
import { shortLivedAccess } from '../../../src/providers/cloud/short-lived-access.js';
import { failureOf } from '../../support/failure-of.js';
import { ManualClock } from '../../support/manual-clock.js';

describe('a catalogue', () => {
  it('asks once, again after its time, and again after a failure', async () => {
    const clock = new ManualClock();
    const catalogue = new Catalogue(clock, 1_000);
    let loads = 0;
    const load = () => Promise.resolve(++loads);
    expect(await Promise.all([catalogue.get('a', load), catalogue.get('a', load)])).toEqual([1, 1]);
    await clock.advance(1_000);
    expect(await catalogue.get('a', load)).toBe(2);
    await expect(catalogue.get('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await catalogue.get('b', load)).toBe(3);
  });
});

describe('versions', () => {
  it.each([
    ['1.34.1-gke.1829001', '1.34', true],
    ['1.34.1-gke.1829001', '1.34.1', true],
    ['1.34.1-gke.1829001', '1.34.1-gke.1829002', false],
    ['1.34.9-gke.1', '1.34.10', false],
    ['1.35.0-gke.1', '1.34', true],
    ['1.33.9-gke.1', '1.34', false],
  ])('%s meets %s: %s', (running, wanted, meets) => {
    expect(meetsVersion(running, wanted)).toBe(meets);
  });

  it('are found by what they begin with, the newest first', () => {
    const offered = ['1.33.4-gke.1', '1.34.9-gke.5', '1.34.10-gke.2', '1.3.1-gke.1'];
    expect(newestMatching('1.34', offered)).toBe('1.34.10-gke.2');
    expect(newestMatching('1.3', offered)).toBe('1.3.1-gke.1');
    expect(newestMatching('1.35', offered)).toBeUndefined();
    expect(compareVersions('1.34.10', '1.34.9')).toBeGreaterThan(0);
    expect(minorsBetween('1.32.1', '1.34')).toBe(2);
  });
});

describe('the mark of ownership', () => {
  const owner = { cluster: 'c-abcde', installation: 'rancher' };

  it('is whole or not there', () => {
    const mark = ownershipMark(owner);
    expect(carriesMark({ ...mark, more: '1' }, owner)).toBe(true);
    expect(carriesMark(mark, { ...owner, installation: 'another' })).toBe(false);
    expect(carriesMark({ 'managed-by': 'rancher-driver-host' }, owner)).toBe(false);
    expect(carriesMark(undefined, owner)).toBe(false);
    expect(ownedBy([{ labels: mark }, { labels: {} }], owner)).toEqual([{ labels: mark }]);
  });

  it('says whose a foreign thing is', () => {
    expect(describeOwner({})).toContain('no mark');
    expect(describeOwner(ownershipMark(owner))).toContain('for c-abcde of rancher');
  });
});

describe('access with a short-lived credential', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
  const caCertificate = Buffer.from(pem).toString('base64');

  it('is the endpoint as a URL, the authority as PEM, and the token', () => {
    expect(shortLivedAccess('demo', { endpoint: '10.0.0.2', caCertificate }, 'token')).toEqual({
      endpoint: 'https://10.0.0.2',
      rootCaCertificate: pem,
      credential: { kind: 'token', token: 'token' },
    });
  });

  it.each([
    { endpoint: '', caCertificate },
    { endpoint: '10.0.0.2', caCertificate: 'AAAA' },
    { endpoint: undefined, caCertificate },
  ])('waits where the cloud has not said all: %j', async (way) => {
    expect((await failureOf(() => shortLivedAccess('demo', way, 'token'))).code).toBe('UNAVAILABLE');
  });
});
