import type { DriverCommand } from './driver-under-test.ts';
import { noSamples, type Samples } from './figures.ts';
import type { Subjects } from './subjects.ts';

/**
 * Measures the subjects in turns, another one first in each round, so that a change of the machine's mood meets all of them;
 * `of` are those that take part.
 */
export async function inTurns(
  subjects: Subjects,
  rounds: number,
  measure: (command: DriverCommand, subject: keyof Subjects) => Promise<void>,
  of: readonly (keyof Subjects)[] = ['packaged', 'goExample', 'leastGo', 'goWithClient', 'source'],
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const first = round % of.length;
    for (const subject of [...of.slice(first), ...of.slice(0, first)]) await measure(subjects[subject], subject);
  }
}

/** As many samples of nothing yet as there are names: `samplesOf('startMs', 'residentMiB')`. */
export function samplesOf<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Samples>> {
  return Object.fromEntries(names.map((name) => [name, noSamples()])) as Record<Name, Samples>;
}
