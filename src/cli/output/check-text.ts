import { stripVTControlCharacters } from 'node:util';
import type { Check } from '../../core/contract/doctor.js';

const marks: Readonly<Record<Check['result'], string>> = { ok: '✓', failed: '✗', skipped: '-' };

/** Checks as a person reads them: one on a line, and below one that failed what to do. */
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

/** What a cloud answered goes to somebody's terminal. */
function oneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
}
