const groups = new Set<number>();

/** Kills the process group of `leader` with SIGKILL. A group that has ended already is no error. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Kills the process group of `leader` when this process exits. Returns a function that cancels this. */
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
