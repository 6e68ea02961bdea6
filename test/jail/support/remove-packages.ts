import { rmSync } from 'node:fs';
import { packages } from './packages.ts';

/** Removes what was packaged for the tests. */
export default function removePackages(): void {
  rmSync(packages().directory, { recursive: true, force: true });
}
