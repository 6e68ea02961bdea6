import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean …?` where one of `known` is near enough to what was typed, otherwise "". */
export function didYouMean(typed: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(typed, known);
  return distance(typed, nearest) <= Math.max(typed.length < 4 ? 1 : 2, Math.floor(typed.length / 3))
    ? `; did you mean ${nearest}?`
    : '';
}
