import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MockOptionValues } from '../../../src/providers/mock/options/mock-options.js';

/** What a driver process is to create, and when it is killed in the middle. */
export interface CreateOrder {
  readonly name: string;
  readonly options: MockOptionValues;
  /** Counted from the call of `create`. */
  readonly killAfterMs?: number;
}

/** How a driver process ended, and the last that it said. */
export interface DriverEnd {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly lines: readonly string[];
}

const program = fileURLToPath(new URL('./create-in-process.ts', import.meta.url));

/** Runs `create` in a process of its own, to its end or its death. */
export async function createInProcess(order: CreateOrder): Promise<DriverEnd> {
  const child = spawn(process.execPath, ['--no-warnings', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // A control plane that it started does not hold on to this pipe, but do not wait for that to be true.
      child.stdout.destroy();
      resolve({ code, signal, lines: output.trim().split('\n') });
    });
  });
}

/** The ids of the living processes that have `text` among their arguments. */
export async function processesWith(text: string): Promise<readonly number[]> {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const lines = await Promise.all(
    ids.map(async (id) => [Number(id), await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')] as const),
  );
  return lines.filter(([id, line]) => id !== process.pid && line.split('\0').includes(text)).map(([id]) => id);
}
