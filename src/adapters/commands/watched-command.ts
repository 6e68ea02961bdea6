/**
 * Runs its arguments as a command, and ends its whole process group as soon as standard input is closed. The kernel closes
 * it when the process on the other side dies, however that dies. Ends with the command's own exit code.
 *
 * The guard ignores SIGTERM, so that it is still there to send SIGKILL; `kill 0` reaches its whole process group.
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

/**
 * Returns the command that runs `file` with `args` and ends when its standard input is closed. It has to lead a process
 * group.
 */
export function watchedCommand(file: string, args: readonly string[]): readonly [file: string, ...args: string[]] {
  return ['sh', '-c', script, 'watched-command', file, ...args];
}
