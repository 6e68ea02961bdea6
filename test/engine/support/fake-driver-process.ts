import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DriverCommand } from '../../../src/engine/process/driver-command.js';
import type { FakeDriverScript } from './fake-driver-script.js';

/** A line of the fake driver's journal. */
interface JournalEntry {
  readonly pid: number;
  readonly start?: { readonly port: string; readonly environment: Record<string, string>; readonly directory: string };
  readonly call?: string;
  readonly request?: Record<string, unknown>;
}

/** A way to start the fake driver, and what it noted. */
export interface FakeDriverProcess {
  readonly command: DriverCommand;
  /** The same as an executable file. */
  readonly binary: string;
  journal(): readonly JournalEntry[];
  /** Ends processes that a failed test left, and deletes the files. */
  cleanUp(): void;
}

/** Prepares a fake driver that runs `script` in a process of its own for every operation. */
export function fakeDriverProcess(script: Omit<FakeDriverScript, 'journal'>): FakeDriverProcess {
  const directory = mkdtempSync(join(tmpdir(), 'fake-driver-'));
  const journalPath = join(directory, 'journal');
  const scriptPath = join(directory, 'script.json');
  writeFileSync(journalPath, '');
  writeFileSync(scriptPath, JSON.stringify({ ...script, journal: journalPath } satisfies FakeDriverScript));
  const journal = (): readonly JournalEntry[] =>
    readFileSync(journalPath, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalEntry);
  const args = ['--no-warnings', fileURLToPath(new URL('fake-driver.ts', import.meta.url)), scriptPath];
  const binary = join(directory, 'kontainer-engine-driver-fake');
  writeFileSync(binary, `#!/bin/sh\nexec '${[process.execPath, ...args].join("' '")}' "$@"\n`, { mode: 0o755 });
  return {
    command: { command: process.execPath, args, environment: { PATH: '/usr/bin', PWD: '/' } },
    binary,
    journal,
    cleanUp: () => {
      for (const { pid } of journal()) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Whether a process of this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
