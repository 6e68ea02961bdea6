import { join } from 'node:path';
import type { Command } from 'commander';
import type { CliContext } from './context/cli-context.js';
import type { CliHost } from './context/cli-host.js';
import { ClusterFiles } from './records/cluster-files.js';
import { ClusterLocks } from './records/cluster-locks.js';
import { stateDirectory } from './records/state-directory.js';
import type { Terminal } from './output/terminal.js';
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
import { addSizeCommands } from './commands/size-commands.js';
import { addUpdateCommand } from './commands/update-command.js';
import { addVersionCommands } from './commands/version-commands.js';

/** Adds every command except serving: those for clusters and providers. `done` gets an exit code other than 0. */
export function addClusterCommands(
  program: Command,
  { host, terminal }: { readonly host: CliHost; readonly terminal: Terminal },
  done: (exitCode: number) => void,
): void {
  const directory = stateDirectory(terminal);
  const clusters = new ClusterFiles(join(directory, 'clusters'));
  const locks = new ClusterLocks(join(directory, 'locks'), host.clock);
  const context: CliContext = { host, terminal, clusters, locks };
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
}
