import { DriverError } from '../../../core/driver-error.js';
import { type CommandError, isCommandError, lastLines } from '../../../adapters/commands/command-error.js';
import { recognizeFailure } from './tool-failures.js';

const maxQuotedChars = 700;
/** Lines that kind writes at every run, and the id that `docker run` prints first. */
const noise =
  /^\s*[•✓✗] |^Creating cluster "|due to KIND_EXPERIMENTAL_PROVIDER|cgroup v1 is deprecated|^Command Output: [0-9a-f]{64}$/;

/**
 * Makes the error of a failed run of kind or of the engine: what was attempted, why it failed, its last lines, what is
 * left behind, and what to do. A run that was stopped gets the signal's own reason.
 * @param left what is left behind, if that is worth saying: `its containers are kept`
 */
export function toolError(attempted: string, thrown: unknown, signal: AbortSignal, left?: string): DriverError {
  if (signal.aborted) return DriverError.from(signal.reason);
  if (!isCommandError(thrown)) return DriverError.from(thrown, attempted);
  const leaves = left === undefined ? '' : `; ${left}`;
  if (thrown.reason === 'timeout') {
    const why = `${programOf(thrown)} did not end in time${quoted(thrown)}`;
    return new DriverError('TIMEOUT', {
      attempted,
      why: `${why}${leaves}`,
      whatToDo: 'see whether the engine still answers',
      cause: thrown,
    });
  }
  if (thrown.reason === 'missing' || thrown.reason === 'unusable') {
    const whatToDo = thrown.reason === 'missing' ? 'see whether it is installed' : 'see whether this user may run it';
    return new DriverError('UNAVAILABLE', { attempted, why: `${thrown.message}${leaves}`, whatToDo, cause: thrown });
  }
  const known = recognizeFailure(`${thrown.stderr}\n${thrown.stdout}`);
  const said = quoted(thrown);
  const why = known?.why ?? (said === '' ? `${programOf(thrown)} ${silentEnd(thrown)}` : `${programOf(thrown)} failed`);
  const parts = { attempted, why: `${why}${said}${leaves}`, whatToDo: known?.whatToDo, cause: thrown };
  return new DriverError(known?.code ?? 'UNAVAILABLE', parts);
}

function silentEnd({ exitCode }: CommandError): string {
  return `ended with ${exitCode === undefined ? 'a signal' : String(exitCode)} and said nothing`;
}

function programOf({ command }: CommandError): string {
  return (command.split(' ', 1)[0] ?? '').replace(/^.*\//, '');
}

/**
 * Quotes the line that kind marks as the error, and the last lines, without kind's list of steps and the arguments of
 * its commands.
 */
function quoted({ stderr }: CommandError): string {
  const said = stderr
    .split('\n')
    .filter((line) => !noise.test(line))
    .map((line) => line.replace(/command "(\S+ \S+)[^\n]*" failed with error: /, '"$1 …" failed with ').trim());
  const marked = said.filter((line) => /^(ERROR|Error):? /.test(line));
  const lines = [...new Set([...marked.slice(0, 1), ...lastLines(said.join('\n'), 4)])];
  if (lines.length === 0) return '';
  const text = lines.map((line) => (line.length > 250 ? `${line.slice(0, 247)}...` : line)).join(' / ');
  return ` (it said: ${text.length > maxQuotedChars ? `${text.slice(0, maxQuotedChars - 3)}...` : text})`;
}
