import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { ProviderList } from './provider-list.js';

/** What the text after `--provider` stands for. */
export type ProviderReference =
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string };

/**
 * Decides what the text after `--provider` stands for: a built-in provider has precedence, then a path, which becomes absolute,
 * then a package. A path begins with `.` or `/`, or names a file that exists, such as `adapter.js`.
 */
export function providerReference(
  text: string,
  { known }: ProviderList,
  workingDirectory = process.cwd(),
): ProviderReference {
  if (Object.hasOwn(known, text)) return { kind: 'built-in', name: text };
  const path = resolve(workingDirectory, text);
  if (text.startsWith('.') || isAbsolute(text) || isFile(path)) return { kind: 'path', path };
  return { kind: 'package', name: text };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
