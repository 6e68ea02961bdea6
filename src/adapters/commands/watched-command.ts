/**
 * Runs its arguments as a command, and ends its whole process group as soon as standard input is closed, which the kernel does
 * when the process on the other side dies, however it dies. Ends with the command's own exit code.
 *
 * The guard is deaf to SIGTERM, so that it is still there for the SIGKILL; `kill 0` reaches all of its process group.
 */
const script = `
exec 3<&0 </dev/null
"$@" 3<&- &
work=$!
(
  trap '' TERM
  read -r _ <&3
  kill -TERM 0
  sleep 1
  kill -KILL 0
) >/dev/null 2>&1 &
guard=$!
exec 3<&-
wait "$work"
code=$?
kill -KILL "$guard" 2>/dev/null
exit "$code"
`;

/** The command that runs `file` with `args` and does not outlive its standard input. Wants to lead a process group. */
export function watchedCommand(file: string, args: readonly string[]): readonly [file: string, ...args: string[]] {
  return ['sh', '-c', script, 'watched-command', file, ...args];
}
