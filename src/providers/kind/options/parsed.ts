/** The result of parsing a text of the user's: a value, or a problem that completes "`<option>` …". */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** `must be <hint>, not "<text>"`. */
export function unparsable(text: string, hint: string): Parsed<never> {
  return { ok: false, problem: `must be ${hint}, not ${JSON.stringify(text)}` };
}

/** The values of texts that were checked before. */
export function parseAll<T>(texts: readonly string[], parse: (text: string) => Parsed<T>): readonly T[] {
  return texts.flatMap((text) => {
    const result = parse(text);
    return result.ok ? [result.value] : [];
  });
}
