import { basename } from 'node:path';
import type { ProviderList } from './provider-list.js';

/**
 * The provider that runs where none was asked for: the one that the program is named for, or the default one.
 * Rancher keeps a driver as `kontainer-engine-driver-<name>`, whatever `-`, `_` or `.` comes after the name, and starts it with
 * a port only: one file that holds many providers can be installed under many names.
 */
export function chooseProvider(programName: string, { known, byDefault }: ProviderList): string {
  const name = /^kontainer-engine-driver-([^-_.]+)/.exec(basename(programName))?.[1];
  return name !== undefined && Object.hasOwn(known, name) ? name : byDefault;
}
