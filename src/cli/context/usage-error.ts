import { CommanderError } from 'commander';

/** The error for a command that was typed wrongly. Its message is printed alone, and the exit code is 2. */
export function usageError(message: string): CommanderError {
  return new CommanderError(2, 'driver.usage', message);
}

/** Throws where there are problems. @throws a usage error that names all of them, and says where there is help */
export function refuseProblems(problems: readonly string[], help: string): void {
  if (problems.length === 0) return;
  const [only] = problems;
  const list = problems.map((problem) => `\n  - ${problem}`).join('');
  throw usageError(`${problems.length === 1 ? String(only) : list}\n${help}`);
}
