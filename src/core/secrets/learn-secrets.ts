import type { JsonObject } from '../json.js';
import { camelCase, isSecret, type OptionTable } from '../options/option-table.js';
import type { RawOptions } from '../options/raw-options.js';
import type { Redactor } from './redactor.js';

/** Tells the redactor every secret that a caller sent, before anything is parsed: a refusal must not show it either. */
export function learnRawSecrets(table: OptionTable, raw: RawOptions, redactor: Redactor): void {
  for (const [name, option] of Object.entries(table)) {
    if (!isSecret(option)) continue;
    for (const key of [name, camelCase(name)]) {
      redactor.learn(raw.strings[key], raw.ints[key]?.toString(), ...(raw.lists[key] ?? []));
    }
  }
}

/** Tells the redactor every secret among stored options. */
export function learnStoredSecrets(table: OptionTable, stored: JsonObject, redactor: Redactor): void {
  for (const [name, option] of Object.entries(table)) {
    const value = stored[name];
    if (isSecret(option) && typeof value === 'string') redactor.learn(value);
  }
}
