import { StringDecoder } from 'node:string_decoder';

/** Collects what a program writes: the last `maxChars` of it, and every line as it comes. */
export class CollectedText {
  private readonly decoder = new StringDecoder('utf8');
  private kept = '';
  private line = '';
  /** Whether something was dropped. */
  overflowed = false;

  constructor(
    private readonly maxChars: number,
    private readonly onLine?: (line: string) => void,
  ) {}

  add(chunk: Buffer): void {
    this.take(this.decoder.write(chunk));
  }

  /** Returns the kept text. Text after the last line end is passed on as a line too. */
  end(): string {
    this.take(this.decoder.end());
    if (this.line !== '') this.onLine?.(this.line);
    this.line = '';
    return this.kept;
  }

  private take(text: string): void {
    this.kept += text;
    // Twice the limit, so that cutting is rare.
    if (this.kept.length > 2 * this.maxChars) {
      this.kept = this.kept.slice(-this.maxChars);
      this.overflowed = true;
    }
    if (this.onLine === undefined) return;
    const lines = (this.line + text).split(/\r?\n/);
    // A line without end must not grow for ever.
    this.line = (lines.pop() ?? '').slice(-this.maxChars);
    for (const line of lines) this.onLine(line);
  }
}
