/** One change of one place in one file, which a test should notice. */
export interface Mutation {
  /** Path within the repository. */
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  /** Where in the file what is replaced begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** The text of a file with the mutation in it. */
export function mutated(text: string, { start, end, after }: Mutation): string {
  return text.slice(0, start) + after + text.slice(end);
}

/** `src/a.ts:7: "1 < 2" becomes "1 <= 2"`, with what is long cut in its middle. */
export function describeMutation({ file, line, before, after }: Mutation): string {
  return `${file}:${String(line)}: ${shown(before)} becomes ${shown(after)}`;
}

function shown(code: string): string {
  const flat = code.replace(/\s+/g, ' ');
  return JSON.stringify(flat.length > 100 ? `${flat.slice(0, 60)} … ${flat.slice(-30)}` : flat);
}
