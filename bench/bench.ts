// Compares this driver with Go drivers of the same contract, side by side in one run. Figures depend on the machine; ratios less so.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCalls } from './calls.ts';
import { printHead } from './figures.ts';
import { measureManyAtOnce } from './many-at-once.ts';
import { measurePostCheck } from './post-check.ts';
import { measureProviders } from './providers.ts';
import { measureStart } from './start.ts';
import { makeSubjects } from './subjects.ts';

const smoke = process.argv.includes('--smoke');
const directory = mkdtempSync(join(tmpdir(), 'driver-bench-'));
try {
  const subjects = makeSubjects(directory);
  printHead();
  await measureStart(subjects, smoke ? 3 : 21);
  await measureCalls(
    subjects,
    smoke ? { rounds: 1, calls: 200, burst: 500 } : { rounds: 3, calls: 2_000, burst: 5_000 },
  );
  await measurePostCheck(subjects, smoke ? 2 : 10);
  await measureManyAtOnce(subjects, smoke ? { rounds: 1, drivers: 10 } : { rounds: 3, drivers: 100 });
  await measureProviders(subjects, smoke ? 3 : 15);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
