import type { CliHost } from '../cli/context/cli-host.js';
import { runCli } from '../cli/run-cli.js';
import { Redactor } from '../core/secrets/redactor.js';
import { processLog } from '../adapters/logging/process-log.js';
import { systemClock } from '../adapters/system-clock.js';
import { connectKubernetes } from '../adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from './load-provider.js';
import type { ProgramParts } from './program-parts.js';
import { providerReference } from './provider-reference.js';
import { serveFromArguments } from './serve-from-arguments.js';

/** Runs what a person typed after `driver`. Returns the exit code. */
export async function runFromTerminal(argv: readonly string[], program: ProgramParts): Promise<number> {
  const { providers } = program;
  const log = processLog('warn', new Redactor());
  const host: CliHost = {
    version: program.version(),
    clock: systemClock,
    builtInProviders: Object.entries(providers.known).map(([name, { description, whitelistDomains = [] }]) => ({
      name,
      description,
      whitelistDomains,
    })),
    absoluteProvider: (text, workingDirectory) => {
      const reference = providerReference(text, providers, workingDirectory);
      return reference.kind === 'path' ? reference.path : reference.name;
    },
    loadProvider: (nameOrPath) => loadProvider(nameOrPath, providers, { clock: systemClock, log, connectKubernetes }),
    driverCommand: (provider) => {
      const [command, ...args] = program.ownCommand();
      // Somebody who looks on is to hear of every error, whatever Rancher runs on this machine.
      return { command, args: [...args, '--provider', provider, '--update-errors', 'report'] };
    },
    dial: async (port) => {
      const { dialDriver } = await import('../engine/client/dial-driver.js');
      return dialDriver(await program.contract(), port);
    },
    serve: (request) => serveFromArguments(program, request),
  };
  return runCli(argv, host);
}
