import { readFileSync } from 'node:fs';

/** Identifies a process, also where a later process has the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own measure; "" where the system does not say, which is everywhere but on Linux. */
  readonly began: string;
}

/** The identity of a running process. */
export function identityOf(pid: number): ProcessIdentity {
  return { pid, began: statOf(pid)?.began ?? '' };
}

/** Whether this process still runs. */
export function isRunning({ pid, began }: ProcessIdentity): boolean {
  const stat = statOf(pid);
  if (stat !== undefined) return stat.state !== 'Z' && stat.began === began;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Reads state and start time from `/proc/<pid>/stat`; its second field may hold any character, brackets too
 * (proc_pid_stat(5)).
 */
function statOf(pid: number): { readonly state: string; readonly began: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', began: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
