import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { writeState } from '../../../src/core/state/state.js';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { DoubleCloud } from '../../support/provider-double.js';

const owner = { name: 'double', stateVersion: 1 };
const state = { name: 'c-abcde', displayName: 'demo', options: {}, data: { id: 'id-1' } };
const info = {
  ...emptyClusterInfo,
  version: '1.33.0',
  nodeCount: 9_007_199_254_740_993n,
  status: 'Running',
  metadata: { ...writeState({}, owner, state), other: 'entry' },
};

function setUp(parts: Parameters<typeof composeForTest>[0] = {}) {
  const cloud = new DoubleCloud();
  cloud.make('c-abcde');
  return composeForTest(parts, cloud);
}

describe('a post-check', () => {
  it('returns the given info with a token, in plain text, and the way into the cluster', async () => {
    const { driver, kubernetes } = setUp();
    const checked = await driver.postCheck.run(info, patientCall);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(checked).toEqual({
      ...info,
      serviceAccountToken: expect.stringMatching(/^token-of-kontainer-engine-token-/),
      endpoint: 'https://cluster.test:6443',
      rootCaCertificate: base64('-----BEGIN CERTIFICATE-----\nCA\n-----END CERTIFICATE-----\n'),
      clientCertificate: base64('CERTIFICATE'),
      clientKey: base64('THE-KEY-OF-THE-ADMIN'),
    });
    expect(kubernetes.open).toBe(0);
  });

  it('returns the same token again, and creates nothing', async () => {
    const { driver, kubernetes } = setUp();
    const first = await driver.postCheck.run(info, patientCall);
    kubernetes.forget();
    const second = await driver.postCheck.run(first, patientCall);
    expect(second).toEqual(first);
    expect(kubernetes.rounds).toBe(1);
    expect(kubernetes.requests.filter((request) => !/^(read|list)/.test(request))).toEqual([]);
  });

  it('may run twice at once, and beside a change of the cluster', async () => {
    const { driver } = setUp();
    const [one, two] = await Promise.all([
      driver.postCheck.run(info, patientCall),
      driver.postCheck.run(info, patientCall),
    ]);
    expect(one).toEqual(two);
  });

  it('knows the token and the key of the administrator as secrets from then on', async () => {
    const { driver, redactor } = setUp();
    const { serviceAccountToken } = await driver.postCheck.run(info, patientCall);
    expect(redactor.redact(`${serviceAccountToken} THE-KEY-OF-THE-ADMIN`)).toBe('*** ***');
  });

  it('says which server it could not use, and closes its connections', async () => {
    const { driver, kubernetes } = setUp();
    kubernetes.before = () => {
      throw new DriverError('FORBIDDEN', {
        attempted: 'read Namespace cattle-system',
        why: 'the API server answered 403',
      });
    };
    const error = await failureOf(() => driver.postCheck.run(info, patientCall));
    expect(error).toMatchObject({
      code: 'FORBIDDEN',
      message:
        'reach the API server at https://cluster.test:6443: read Namespace cattle-system: the API server answered 403',
    });
    expect(kubernetes.open).toBe(0);
  });

  it('waits for a control plane that is away for a moment, and says so', async () => {
    const { driver, kubernetes, clock, log } = setUp();
    let answers = 0;
    kubernetes.before = () => {
      if (answers++ < 8)
        throw new DriverError('UNAVAILABLE', {
          attempted: 'read Namespace cattle-system',
          why: 'connect ECONNREFUSED',
        });
    };
    const checking = driver.postCheck.run(info, patientCall);
    await clock.advance(10_000);
    await expect(checking).resolves.toHaveProperty('serviceAccountToken', expect.stringMatching(/^token-of-/));
    expect(JSON.stringify(log.lines)).toContain('connect ECONNREFUSED');
    expect(kubernetes.open).toBe(0);
  });

  it('gives up on a control plane that stays away, with its own words', async () => {
    const { driver, kubernetes, clock } = setUp();
    kubernetes.before = () => {
      throw new DriverError('UNAVAILABLE', { attempted: 'read Namespace cattle-system', why: 'connect ECONNREFUSED' });
    };
    const failure = failureOf(() => driver.postCheck.run(info, patientCall));
    await clock.advance(60_000);
    expect(await failure).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('connect ECONNREFUSED'),
    });
    expect(kubernetes.open).toBe(0);
  });

  it('gives up after its time limit, and says what was awaited', async () => {
    const { driver, clock, kubernetes } = setUp({ timeLimits: { postCheckMs: 60_000 } });
    kubernetes.before = () => new Promise(() => undefined);
    const failure = failureOf(() => driver.postCheck.run(info, patientCall));
    await clock.advance(70_000);
    expect(await failure).toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('last seen: looking for the service account of Rancher'),
    });
    expect(clock.sleeping).toBe(0);
  });

  it('says that there is no cluster where no state came', async () => {
    const { driver } = setUp();
    const error = await failureOf(() => driver.postCheck.run(emptyClusterInfo, patientCall));
    expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining('create it first') });
  });
});
