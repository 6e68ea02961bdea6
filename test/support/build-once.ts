import { spawnSync } from 'node:child_process';

/**
 * Compiles the program before the tests: suites that start processes run what users run. The compiler writes its output in
 * spite of type errors, which `npm run check` reports; in CI they end the run.
 */
export default function buildOnce(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0 && process.env.CI === 'true') throw new Error('the program does not compile');
}
