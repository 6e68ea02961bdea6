import { Command, CommanderError } from 'commander';
import type { CliHost } from './context/cli-host.js';
import { addServeCommand } from './serve-command.js';
import { describeFailure } from './output/describe-failure.js';
import { processTerminal, type Terminal } from './output/terminal.js';

/**
 * Runs one command line, without the program's own name. Returns the exit code: 0 for success, 1 when the operation failed,
 * 2 when it was typed wrongly. Never throws.
 */
export async function runCli(
  argv: readonly string[],
  host: CliHost,
  terminal: Terminal = processTerminal(),
): Promise<number> {
  let exitCode = 0;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = programIn(terminal, host.version);
  addServeCommand(program, host, done);
  try {
    // Rancher waits until the port is served, so no other command is loaded.
    if (beginsWithPort(argv)) {
      await program.parseAsync(['serve', ...argv], { from: 'user' });
      return exitCode;
    }
    const { addClusterCommands } = await import('./cluster-commands.js');
    addClusterCommands(program, { host, terminal }, done);
    if (argv.length === 0) program.help({ error: true });
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      if (thrown.code === 'driver.usage') terminal.stderr.write(`driver: ${thrown.message}\n`);
      return thrown.exitCode === 0 ? 0 : 2;
    }
    terminal.stderr.write(describeFailure(thrown, argv));
    return 1;
  }
}

function beginsWithPort([first = '']: readonly string[]): boolean {
  return /^\d+$/.test(first);
}

function programIn(terminal: Terminal, version: string): Command {
  return new Command('driver')
    .description("A cluster driver for Rancher, and a command line that makes Rancher's calls to any such driver.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'driver: '));
      },
    })
    .addHelpText('after', '\nExample:\n  driver create demo --provider mock --node-count 3');
}
