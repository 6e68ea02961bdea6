import type { Command } from 'commander';
import type { DriverReference } from '../../engine/records/cluster-record.js';
import type { CliContext } from '../context/cli-context.js';
import { optionHelp } from './option-help.js';
import { learnOptions } from './typed-cluster.js';

/** Prints the help of a command that takes a driver's options, and those too where the driver is known. */
export async function driverCommandHelp(
  context: CliContext,
  command: Command,
  driver: DriverReference | undefined,
): Promise<void> {
  const { stdout } = context.terminal;
  stdout.write(command.helpInformation());
  if (driver === undefined) {
    stdout.write(`\nThe driver's own options come with it: "driver ${command.name()} --help --provider mock"\n`);
    return;
  }
  const { title, table } = await learnOptions(context, 'help', driver);
  stdout.write(`\nOptions of the ${title}:\n${optionHelp(table)}`);
  stdout.write(
    '\nA text is read from a file when it is typed as @FILE, from standard input as @-; @@ begins a literal "@".\n',
  );
}
