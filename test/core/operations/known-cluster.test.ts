import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { findCluster, knownCluster } from '../../../src/core/operations/known-cluster.js';
import { Redactor } from '../../../src/core/secrets/redactor.js';
import { stateKey, writeState } from '../../../src/core/state/state.js';
import { failureOf } from '../../support/failure-of.js';
import { DoubleCloud } from '../../support/provider-double.js';

const provider = new DoubleCloud().provider();
const stored = { name: 'c-abcde', displayName: 'demo', options: { 'access-key': 'opensesame' }, data: { id: 'id-1' } };
const metadata = writeState({}, provider, stored);
const secrets = [
  { field: 'serviceAccountToken', because: 'Rancher works with it' },
  { field: 'password', because: 'drivers of old had one' },
  { field: 'clientKey', because: 'it is the key of the administrator' },
] as const;

describe('a cluster that Rancher tells of', () => {
  it.each(secrets)('has its $field known as a secret, because $because', ({ field }) => {
    const redactor = new Redactor();
    findCluster(provider, { ...emptyClusterInfo, metadata, [field]: 'opaque-value' }, redactor);
    expect(redactor.redact('refused opaque-value')).toBe('refused ***');
  });

  it.each(secrets)('has its $field known as a secret even where its state cannot be read', async ({ field }) => {
    const redactor = new Redactor();
    const info = { ...emptyClusterInfo, metadata: { [stateKey]: '{' }, [field]: 'opaque-value' };
    await failureOf(() => findCluster(provider, info, redactor));
    expect(redactor.redact('refused opaque-value')).toBe('refused ***');
  });

  it('has the secrets among its stored options known too', () => {
    const redactor = new Redactor();
    const cluster = findCluster(provider, { ...emptyClusterInfo, metadata }, redactor);
    expect(cluster).toMatchObject({ stored, options: { accessKey: 'opensesame' } });
    expect(redactor.redact('refused opensesame')).toBe('refused ***');
  });

  it('is not known without a state, and the refusal says what to do', async () => {
    expect(findCluster(provider, emptyClusterInfo, new Redactor())).toBeUndefined();
    expect(await failureOf(() => knownCluster(provider, emptyClusterInfo, new Redactor(), 'update'))).toMatchObject({
      code: 'INVALID',
      attempted: 'update',
      why: 'the cluster record holds no state of this driver, so nothing tells which cluster is meant',
      whatToDo: 'create it first',
    });
  });
});
