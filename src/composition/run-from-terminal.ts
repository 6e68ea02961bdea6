import type { CliHost } from '../cli/context/cli-host.js';
import { runCli } from '../cli/run-cli.js';
import { Redactor } from '../core/secrets/redactor.js';
import { processLog } from '../adapters/logging/process-log.js';
import { systemClock } from '../adapters/system-clock.js';
import { builtInProviders } from './built-in-providers.js';
import { connectKubernetes } from '../adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from './load-provider.js';
import { ownCommand, ownVersion } from './own-program.js';
import { serveFromArguments } from './serve-from-arguments.js';

/** Runs what a person typed after `driver`. Returns the exit code. */
export async function runFromTerminal(argv: readonly string[]): Promise<number> {
  const log = processLog('warn', new Redactor());
  const host: CliHost = {
    version: ownVersion(),
    clock: systemClock,
    builtInProviders: Object.entries(builtInProviders).map(([name, { description, whitelistDomains = [] }]) => ({
      name,
      description,
      whitelistDomains,
    })),
    loadProvider: (nameOrPath) => loadProvider(nameOrPath, { clock: systemClock, log, connectKubernetes }),
    driverCommand: (provider) => {
      const [command, ...args] = ownCommand();
      return { command, args: [...args, '--provider', provider] };
    },
    serve: serveFromArguments,
  };
  return runCli(argv, host);
}
