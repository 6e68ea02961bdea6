/** A value as JSON for programs to read; 64-bit numbers that JavaScript cannot hold are texts. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, part: unknown) => {
      if (part instanceof RegExp) return part.source;
      if (typeof part !== 'bigint') return part;
      return Number.isSafeInteger(Number(part)) ? Number(part) : part.toString();
    },
    2,
  );
  return `${text}\n`;
}
