import { isJsonObject, type Json } from '../../core/json.js';

/** A JSON value as Go's `fmt` prints it with `%v`: what a driver sees of a tag's value. */
export function goText(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return goNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (value === null) return '<nil>';
  if (isJsonObject(value)) {
    const keys = Object.keys(value).sort();
    return `map[${keys.map((key) => `${key}:${goText(value[key] ?? null)}`).join(' ')}]`;
  }
  return `[${value.map(goText).join(' ')}]`;
}

/** Go writes numbers below 1e-4 and from 1e21 with an exponent of at least two digits. */
function goNumber(value: number): string {
  const magnitude = Math.abs(value);
  if (Object.is(value, -0)) return '-0';
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e21)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return String(value);
}
