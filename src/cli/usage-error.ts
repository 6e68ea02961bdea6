import { CommanderError } from 'commander';

/** The error for a command that was typed wrongly: said in one message, and the exit code is 2. */
export function usageError(message: string): CommanderError {
  return new CommanderError(2, 'driver.usage', message);
}
