import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { stateKey, writeState } from '../../../src/core/state/state.js';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { DoubleCloud } from '../../support/provider-double.js';

const owner = { name: 'double', stateVersion: 1 };
const state = { name: 'c-abcde', displayName: 'demo', options: { 'access-key': 'opensesame' }, data: { id: 'id-1' } };
const info = { ...emptyClusterInfo, metadata: writeState({}, owner, state) };

describe('a remove', () => {
  it('deletes the cluster, and succeeds again when it is gone', async () => {
    const cloud = new DoubleCloud();
    cloud.make('c-abcde');
    const { driver } = composeForTest({}, cloud);
    await driver.remove.run(info, patientCall);
    expect(cloud.clusters.size).toBe(0);
    await expect(driver.remove.run(info, patientCall)).resolves.toBeUndefined();
  });

  it('gives the provider the credentials out of the state, since Remove gets no options', async () => {
    let key: string | undefined;
    const { driver } = composeForTest({
      remove: (context) => {
        key = context.options.accessKey;
        return Promise.resolve();
      },
    });
    await driver.remove.run(info, patientCall);
    expect(key).toBe('opensesame');
  });

  it('succeeds without any state, for nothing was ever told to Rancher, and says so', async () => {
    const { driver, log } = composeForTest();
    await expect(driver.remove.run(emptyClusterInfo, patientCall)).resolves.toBeUndefined();
    expect(log.messages('warn')).toEqual(['remove: the cluster record holds no state, so there is nothing to delete']);
  });

  it('fails with a state that it cannot read: it is the last warning of what may be left', async () => {
    const { driver } = composeForTest();
    const broken = { ...emptyClusterInfo, metadata: { [stateKey]: '["rancher-driver-host",1,{"provider' } };
    expect(await failureOf(() => driver.remove.run(broken, patientCall))).toMatchObject({ code: 'INVALID' });
  });

  it('fails with what the provider says, secrets known to the redactor', async () => {
    const { driver, redactor } = composeForTest({ remove: () => Promise.reject(new Error('refused: opensesame')) });
    const error = await failureOf(() => driver.remove.run(info, patientCall));
    expect(redactor.redact(error.message)).toBe('remove c-abcde: refused: ***');
  });

  it('has its own time limit', async () => {
    const remove = () => new Promise<never>(() => undefined);
    const { driver, clock } = composeForTest({ remove, timeLimits: { removeMs: 60_000 } });
    const failure = failureOf(() => driver.remove.run(info, patientCall));
    await clock.advance(70_000);
    expect((await failure).code).toBe('TIMEOUT');
  });
});
