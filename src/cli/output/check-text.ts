import { stripVTControlCharacters } from 'node:util';
import type { Check } from '../../core/contract/doctor.js';

const marks: Readonly<Record<Check['result'], string>> = { ok: '✓', failed: '✗', skipped: '-' };

/** Checks as text: one on each line, and below a failed one what to do. */
export function checkText(checks: readonly Check[]): string {
  const width = Math.max(0, ...checks.map(({ name }) => oneLine(name).length));
  return checks
    .flatMap(({ name, result, detail, whatToDo }) => [
      `${marks[result]} ${oneLine(name).padEnd(width)}  ${oneLine(detail)}`,
      ...(whatToDo === undefined ? [] : [`${' '.repeat(width + 4)}→ ${oneLine(whatToDo)}`]),
    ])
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** Removes control characters: the text may come from a cloud, and is shown on a terminal. */
function oneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
}
