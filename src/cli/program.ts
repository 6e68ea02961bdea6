import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { CliContext } from './cli-context.js';
import type { CliHost } from './cli-host.js';
import { ClusterFiles } from './cluster-files.js';
import { ClusterLocks } from './cluster-locks.js';
import { addCapabilitiesCommand } from './commands/capabilities-command.js';
import { addCompletionCommand } from './commands/completion-command.js';
import { addCreateCommand } from './commands/create-command.js';
import { addDoctorCommand } from './commands/doctor-command.js';
import { addEtcdCommands } from './commands/etcd-commands.js';
import { addInspectCommand } from './commands/inspect-command.js';
import { addKubeconfigCommand } from './commands/kubeconfig-command.js';
import { addListCommand } from './commands/list-command.js';
import { addManifestCommand } from './commands/manifest-command.js';
import { addProvidersCommand } from './commands/providers-command.js';
import { addRemoveCommand } from './commands/remove-command.js';
import { addRenewTokenCommand } from './commands/renew-token-command.js';
import { addServeCommand } from './commands/serve-command.js';
import { addSizeCommands } from './commands/size-commands.js';
import { addUpdateCommand } from './commands/update-command.js';
import { addVersionCommands } from './commands/version-commands.js';
import { describeFailure } from './describe-failure.js';
import { stateDirectory } from './state-directory.js';
import { processTerminal, type Terminal } from './terminal.js';

/**
 * Runs one command line, without the program's own name. Returns the exit code: 0 for success, 1 when the operation failed,
 * 2 when it was typed wrongly. Never throws.
 */
export async function runCli(
  argv: readonly string[],
  host: CliHost,
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const directory = stateDirectory(terminal);
  const clusters = new ClusterFiles(join(directory, 'clusters'));
  const locks = new ClusterLocks(join(directory, 'locks'), host.clock);
  const context: CliContext = { host, terminal, clusters, locks };
  let exitCode = 0;
  const program = buildProgram(context, (code) => {
    exitCode = code;
  });
  try {
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

function buildProgram(context: CliContext, done: (exitCode: number) => void): Command {
  const { host, terminal } = context;
  const program = new Command('driver')
    .description(
      'A cluster driver for Rancher, and the other side too: every call that Rancher makes, from the terminal.',
    )
    .version(host.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'driver: '));
      },
    })
    .addHelpText('after', '\nExample:\n  driver create demo --provider mock --node-count 3');
  addServeCommand(program, context, done);
  addCreateCommand(program, context);
  addListCommand(program, context);
  addInspectCommand(program, context);
  addKubeconfigCommand(program, context);
  addUpdateCommand(program, context);
  addVersionCommands(program, context);
  addSizeCommands(program, context);
  addRemoveCommand(program, context);
  addRenewTokenCommand(program, context);
  addCapabilitiesCommand(program, context);
  addEtcdCommands(program, context);
  addDoctorCommand(program, context, done);
  addProvidersCommand(program, context);
  addManifestCommand(program, context);
  addCompletionCommand(program, context);
  return program;
}
