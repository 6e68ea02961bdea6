import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DriverLog } from '../../providers/gke/support/gke-stand.js';

/**
 * What a process writes to standard error, in a file without a name: whoever has an answer from the process finds everything here
 * that was written before, which nobody could say of a pipe.
 */
export class LogFile implements DriverLog, Disposable {
  /** For the process to write to. */
  readonly descriptor: number;

  constructor() {
    const directory = mkdtempSync(join(tmpdir(), 'driver-log-'));
    this.descriptor = openSync(join(directory, 'log'), 'a+', 0o600);
    rmSync(directory, { recursive: true });
  }

  get lines(): readonly string[] {
    const text = Buffer.alloc(fstatSync(this.descriptor).size);
    readSync(this.descriptor, text, 0, text.length, 0);
    return text.toString().split('\n').slice(0, -1);
  }

  messages(level: string): readonly string[] {
    return this.lines
      .map((line) => JSON.parse(line) as { readonly level: string; readonly msg: string })
      .filter((line) => line.level === level)
      .map(({ msg }) => msg);
  }

  [Symbol.dispose](): void {
    closeSync(this.descriptor);
  }
}
