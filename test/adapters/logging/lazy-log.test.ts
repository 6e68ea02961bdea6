import { describe, expect, it } from '@jest/globals';
import { lazyLog } from '../../../src/adapters/logging/lazy-log.js';
import { MemoryLog } from '../../support/memory-log.js';
import { settle } from '../../support/manual-clock.js';

describe('lazyLog', () => {
  it('loads nothing while there is nothing to show', async () => {
    let loads = 0;
    const log = lazyLog('warn', () => {
      loads++;
      return Promise.resolve(new MemoryLog());
    });
    log.debug('one');
    log.info('two');
    await settle();
    expect(loads).toBe(0);
  });

  it('loads once, and loses no line and no order', async () => {
    const memory = new MemoryLog();
    let loads = 0;
    const log = lazyLog('info', async () => {
      loads++;
      await settle();
      return memory;
    });
    log.info('one', { at: 1 });
    log.error('two');
    await settle();
    log.warn('three');
    await settle();
    log.info('four');
    expect(memory.messages()).toEqual(['one', 'two', 'three', 'four']);
    expect(memory.lines[0]?.fields).toEqual({ at: 1 });
    expect(loads).toBe(1);
  });
});
