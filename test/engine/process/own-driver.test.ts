import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { systemClock } from '../../../src/adapters/system-clock.js';
import { openDriver } from '../../../src/engine/process/open-driver.js';
import { TemporaryDirectory } from '../../providers/support/temporary-directory.js';
import { dial } from '../../support/dial.js';
import { rawOptions } from '../../support/raw-options.js';

const program = fileURLToPath(new URL('../../../bin/driver.js', import.meta.url));

it('learns from our own driver what kind of failure a create_error is, and its parts', async () => {
  await using home = await TemporaryDirectory.make();
  const command = { command: process.execPath, args: [program, '--provider', 'mock'], environment: {} };
  const surroundings = { dial, clock: systemClock, report: () => undefined, signal: new AbortController().signal };
  const driver = await openDriver(command, surroundings);
  try {
    const options = rawOptions({ name: 'demo', directory: home.path, fault: ['create:quota'] });
    const { info, failure } = await driver.create(options, undefined);
    expect(info.createError).toBe('create demo: the fault create:quota was asked for; try again without it');
    expect(failure).toMatchObject({
      code: 'QUOTA',
      attempted: 'create demo',
      why: 'the fault create:quota was asked for',
      whatToDo: 'try again without it',
    });
    await driver.remove(info);
  } finally {
    await driver.close();
  }
});
