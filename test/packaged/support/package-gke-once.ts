import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPackagedGke } from './packaged-gke.ts';

/** Packages the program under test before the tests. */
export default function packageGkeOnce(): void {
  const program = join(mkdtempSync(join(tmpdir(), 'packaged-gke-')), 'kontainer-engine-driver-gke');
  execFileSync(process.execPath, ['--no-warnings', 'test/packaged/support/package-hurried-gke.ts', program], {
    stdio: 'inherit',
  });
  testPackagedGke(program);
}
