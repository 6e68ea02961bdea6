import { describe, expect, it } from '@jest/globals';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { settle } from '../../support/manual-clock.js';
import { alwaysDoing, everyOperation, type OperationName } from './support/every-operation.js';

const changes: readonly OperationName[] = [
  'create',
  'update',
  'remove',
  'set-version',
  'set-cluster-size',
  'etcd-save',
  'etcd-restore',
  'etcd-remove-snapshot',
];
const reads: readonly OperationName[] = ['post-check', 'get-version', 'get-cluster-size'];

/** A driver whose provider is at work without an end. */
function setUp() {
  let begun = 0;
  const parts = alwaysDoing(() => {
    begun++;
    return new Promise(() => undefined);
  });
  return { ...composeForTest(parts), begun: () => begun };
}

describe('what changes a cluster', () => {
  it.each(changes)('has it for itself: %s lets no other in', async (operation) => {
    const { driver, begun } = setUp();
    void everyOperation[operation](driver, patientCall);
    await settle();
    const error = await failureOf(() => everyOperation.update(driver, patientCall));
    expect(error).toMatchObject({
      code: 'BUSY',
      why: `another operation, ${operation}, has been under way for 0 s`,
      whatToDo: 'wait until it is done',
    });
    expect(begun()).toBe(1);
  });

  it.each(changes)('is refused while another change is under way: %s', async (operation) => {
    const { driver, begun } = setUp();
    void everyOperation.update(driver, patientCall);
    await settle();
    const error = await failureOf(() => everyOperation[operation](driver, patientCall));
    expect(error).toMatchObject({ code: 'BUSY', why: expect.stringContaining('another operation, update,') });
    expect(begun()).toBe(1);
  });
});

describe('what only reads a cluster', () => {
  it.each(reads)('goes beside a change: %s', async (operation) => {
    const { driver, begun } = setUp();
    void everyOperation.update(driver, patientCall);
    void everyOperation[operation](driver, patientCall);
    await settle();
    expect(begun()).toBe(2);
  });
});
