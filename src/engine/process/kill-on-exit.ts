const groups = new Set<number>();

/** Ends a process and all that it started, at once, unless they are gone. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
  }
}

/** Has the process group of `leader` killed when this process exits. Returns what takes that back. */
export function killOnExit(leader: number): () => void {
  if (groups.size === 0) process.on('exit', killAll);
  groups.add(leader);
  return () => {
    groups.delete(leader);
    if (groups.size === 0) process.off('exit', killAll);
  };
}

function killAll(): void {
  for (const leader of groups) killGroup(leader);
}
