import { describe, expect, it } from '@jest/globals';
import { composeDriver, servicesOf } from '../../src/composition/compose-driver.js';
import { DriverError } from '../../src/core/driver-error.js';
import { emptyClusterInfo } from '../../src/core/contract/cluster-info.js';
import { composeForTest, patientCall } from '../support/compose-for-test.js';
import { settle } from '../support/manual-clock.js';
import { rawOptions } from '../support/raw-options.js';

const options = rawOptions({ name: 'c-abcde' });

describe('composeDriver', () => {
  it('makes a driver and the runner of its operations, and a second one shares nothing with it', async () => {
    const create = () => new Promise<never>(() => undefined);
    const { parts, driver, runner, clock } = composeForTest({ create });
    const second = composeDriver(parts);
    const failed = driver.create.run(options, emptyClusterInfo, patientCall).catch((error: unknown) => error);
    await settle();
    let ended = false;
    void second.driver.create
      .run(options, emptyClusterInfo, patientCall)
      .catch(() => undefined)
      .finally(() => {
        ended = true;
      });
    const error = new DriverError('INTERNAL', { why: 'boom' });
    runner.failAll(error);
    await clock.advance(5_000);
    await expect(failed).resolves.toBe(error);
    expect(ended).toBe(false);
  });

  it('lends a provider the clock, the log and the way into clusters, and no more', () => {
    const { parts } = composeForTest();
    expect(servicesOf(parts)).toEqual({
      clock: parts.clock,
      log: parts.log,
      connectKubernetes: parts.connectKubernetes,
    });
  });
});
