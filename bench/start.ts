import { startDriver } from './driver-under-test.ts';
import { printFigures } from './figures.ts';
import { inTurns, samplesOf } from './in-turns.ts';
import type { Subjects } from './subjects.ts';

/** Prints the time from the start of a process to its first answer, and its memory then. */
export async function measureStart(subjects: Subjects, rounds: number): Promise<void> {
  const { startMs, residentMiB } = samplesOf('startMs', 'residentMiB');
  await inTurns(subjects, rounds, async (command, subject) => {
    const driver = await startDriver(command);
    startMs[subject].push(driver.startMs);
    residentMiB[subject].push(driver.residentMiB());
    await driver.stop();
  });
  printFigures('start to first GetCapabilities (ms)', startMs);
  printFigures('start to first GetCapabilities (ms, fastest)', startMs, (samples) => Math.min(...samples));
  printFigures('resident memory after it (MiB)', residentMiB);
}
