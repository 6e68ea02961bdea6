// Adds up Jest's result files and the steps that failed; ends with the line that CI reads, and exits with 1 if anything failed.
import { readFileSync } from 'node:fs';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
}

const [failedSteps = '0', ...files] = process.argv.slice(2);
const suites = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Results);
const sum = (field: keyof Results) => suites.reduce((total, suite) => total + suite[field], 0);
const failedTests = sum('numFailedTests') + sum('numRuntimeErrorTestSuites');
const skipped = sum('numPendingTests');
if (skipped > 0) console.log(`${String(skipped)} tests were skipped`);
// A step that failed without a failing test, such as a lint error, counts as one failure.
const failed = Math.max(failedTests, Number(failedSteps));
console.log(`${String(sum('numPassedTests'))} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;
