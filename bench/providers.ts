import { startDriver } from './driver-under-test.ts';
import { median } from './percentiles.ts';
import type { Subjects } from './subjects.ts';

const names = ['mock', 'kind', 'gke'] as const;

/** Prints what it costs at the start to choose a provider: its options and checks are loaded, its cloud's library is not. */
export async function measureProviders({ packaged, source }: Subjects, rounds: number): Promise<void> {
  for (const [kind, command] of Object.entries({ packaged, 'from source': source })) {
    const startMs = names.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, name] of names.entries()) {
        const driver = await startDriver([...command, '--provider', name]);
        startMs[index]?.push(driver.startMs);
        await driver.stop();
      }
    }
    const [base = Number.NaN, ...others] = startMs.map(median);
    for (const [index, ms] of others.entries()) {
      console.log(`${kind}, start with ${names[index + 1] ?? ''} instead of mock: ${(ms - base).toFixed(0)} ms more`);
    }
  }
}
