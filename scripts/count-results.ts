// Adds up Jest's result files and the steps that failed; ends with the line that CI reads, and exits with 1 if anything failed.
import { readFileSync } from 'node:fs';

const [failedSteps = '0', ...files] = process.argv.slice(2);
const suites = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (field) => suites.reduce((total, suite) => total + (suite[field] ?? 0), 0);
const failed = sum('numFailedTests') + sum('numRuntimeErrorTestSuites');
const skipped = sum('numPendingTests');
if (skipped > 0) console.log(`${skipped} tests were skipped`);
// A step that failed without a failing test, such as a lint error, counts as one failure.
const total = failed === 0 ? Number(failedSteps) : Math.max(failed, Number(failedSteps));
console.log(`${sum('numPassedTests')} passed, ${total} failed`);
process.exitCode = total === 0 ? 0 : 1;
