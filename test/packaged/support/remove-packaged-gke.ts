import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { packagedGke } from './packaged-gke.ts';

/** Removes what was packaged for the tests. */
export default function removePackagedGke(): void {
  const program = packagedGke();
  if (program !== undefined) rmSync(dirname(program), { recursive: true, force: true });
}
