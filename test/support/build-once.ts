import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildGoPrograms } from '../interop/go-program.ts';

/**
 * Compiles the program, and the Go programs that tests start, before the tests: suites that start processes run what users run. The
 * compiler writes its output in spite of type errors, which `npm run check` reports; in CI they end the run.
 */
export default async function buildOnce(): Promise<void> {
  const compiled = await Promise.all([buildDriver(), buildGoPrograms()]);
  if (compiled.includes(false) && process.env.CI === 'true') throw new Error('the program does not compile');
}

async function buildDriver(): Promise<boolean> {
  const [status] = (await once(spawn('npm', ['run', '--silent', 'build'], { stdio: 'inherit' }), 'exit')) as [
    number | null,
  ];
  return status === 0;
}
