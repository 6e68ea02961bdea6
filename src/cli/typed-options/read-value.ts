import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messageOf } from '../../core/driver-error.js';
import type { ReadValue } from './driver-arguments.js';
import type { Terminal } from '../output/terminal.js';

/**
 * Reads a value that was typed as `@path` from that file, and `@-` from standard input, without the newline at the end. So
 * a secret need not stand in the command line, where everybody on the machine can see it. `@@` stands for a value that
 * begins with "@".
 */
export function valueReader(terminal: Pick<Terminal, 'readInput' | 'workingDirectory'>): ReadValue {
  let inputTaken = false;
  return async (typed) => {
    if (!typed.startsWith('@')) return typed;
    if (typed.startsWith('@@')) return typed.slice(1);
    if (typed !== '@-') return withoutNewline(await readPath(resolve(terminal.workingDirectory, typed.slice(1))));
    if (inputTaken) throw new Error('standard input was taken by another option already');
    inputTaken = true;
    return withoutNewline(await terminal.readInput());
  };
}

async function readPath(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`cannot read ${path}: ${messageOf(cause)}; write @@ for a value that begins with "@"`, { cause });
  }
}

function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
