import { median } from './percentiles.ts';
import type { Subjects } from './subjects.ts';

/** Samples of one thing, for each subject. */
export type Samples = Readonly<Record<keyof Subjects, number[]>>;

/** Samples of nothing yet. */
export function noSamples(): Samples {
  return { packaged: [], goExample: [], leastGo: [], goWithClient: [], source: [] };
}

const label = 50;
const column = 11;
const heads = ['packaged', 'Go example', 'ratio', 'least Go', 'ratio', 'Go+client', 'ratio', 'source'];

/** Prints the names of the columns. */
export function printHead(): void {
  printRow('', heads);
}

/**
 * Prints one line of figures, and how many times each Go driver's the packaged driver's is; `of` makes a figure of the samples, by
 * default the median.
 */
export function printFigures(
  what: string,
  samples: Samples,
  of: (samples: readonly number[]) => number = median,
): void {
  const figure = (subject: keyof Subjects) => (samples[subject].length === 0 ? Number.NaN : of(samples[subject]));
  const packaged = figure('packaged');
  const besideGo = (['goExample', 'leastGo', 'goWithClient'] as const).map(figure);
  printRow(what, [packaged, ...besideGo.flatMap((go) => [go, packaged / go]), figure('source')].map(format));
}

function printRow(what: string, cells: readonly string[]): void {
  console.log(what.padEnd(label) + cells.map((cell) => cell.padStart(column)).join(''));
}

/** Nothing where there are no samples. */
function format(value: number): string {
  if (Number.isNaN(value)) return '';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
