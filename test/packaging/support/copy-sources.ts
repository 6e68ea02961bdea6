import { cpSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Copies what packages are made of, and with, to a directory. The dependencies are not copied, but found by a link. */
export function copySources(directory: string): void {
  for (const part of ['src', 'scripts', 'proto', 'lib', 'package.json', 'tsconfig.json'])
    cpSync(part, join(directory, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
}
