import { startDriver } from './driver-under-test.ts';
import { printFigures } from './figures.ts';
import { inTurns, samplesOf } from './in-turns.ts';
import type { Subjects } from './subjects.ts';

/** Rarer than for one driver: a hundred dials each millisecond would be what is measured. */
const pollMs = 20;

/** Prints what it takes to start many drivers at once, as Rancher does after a restart: the time until all answer, and memory. */
export async function measureManyAtOnce(
  subjects: Subjects,
  { rounds, drivers }: { readonly rounds: number; readonly drivers: number },
): Promise<void> {
  const { ms, MiB } = samplesOf('ms', 'MiB');
  const measured = ['packaged', 'goExample', 'leastGo', 'goWithClient'] as const;
  await inTurns(
    subjects,
    rounds,
    async (command, subject) => {
      const began = performance.now();
      const started = await Promise.all(Array.from({ length: drivers }, () => startDriver(command, pollMs)));
      ms[subject].push(performance.now() - began);
      MiB[subject].push(started.reduce((sum, driver) => sum + driver.proportionalMiB(), 0));
      await Promise.all(started.map((driver) => driver.stop()));
    },
    measured,
  );
  printFigures(`${String(drivers)} at once, until all have answered (ms)`, ms);
  printFigures(`${String(drivers)} at once, memory of all (MiB)`, MiB);
}
