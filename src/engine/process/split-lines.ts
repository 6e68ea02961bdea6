/** Longest line that is kept whole, in characters: a driver that never ends a line must not fill our memory. */
const longestLine = 64 * 1024;

/** Cuts a stream of text into lines and hands each one, without its end, to `onLine`. */
export function splitLines(onLine: (line: string) => void): { push(text: string): void; end(): void } {
  let rest = '';
  const deliver = (line: string): void => {
    const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (trimmed !== '') onLine(trimmed);
  };
  return {
    push(text) {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      parts.forEach(deliver);
      if (rest.length > longestLine) this.end();
    },
    end() {
      deliver(rest);
      rest = '';
    },
  };
}
