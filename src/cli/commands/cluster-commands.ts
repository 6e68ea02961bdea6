import { join } from 'node:path';
import type { Command } from 'commander';
import type { CliContext } from '../cli-context.js';
import type { CliHost } from '../cli-host.js';
import { ClusterFiles } from '../cluster-files.js';
import { ClusterLocks } from '../cluster-locks.js';
import { stateDirectory } from '../state-directory.js';
import type { Terminal } from '../terminal.js';
import { addCapabilitiesCommand } from './capabilities-command.js';
import { addCompletionCommand } from './completion-command.js';
import { addCreateCommand } from './create-command.js';
import { addDoctorCommand } from './doctor-command.js';
import { addEtcdCommands } from './etcd-commands.js';
import { addInspectCommand } from './inspect-command.js';
import { addKubeconfigCommand } from './kubeconfig-command.js';
import { addListCommand } from './list-command.js';
import { addManifestCommand } from './manifest-command.js';
import { addProvidersCommand } from './providers-command.js';
import { addRemoveCommand } from './remove-command.js';
import { addRenewTokenCommand } from './renew-token-command.js';
import { addSizeCommands } from './size-commands.js';
import { addUpdateCommand } from './update-command.js';
import { addVersionCommands } from './version-commands.js';

/** Adds every command that is not serving: what people do with clusters and providers. `done` gets an exit code other than 0. */
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
