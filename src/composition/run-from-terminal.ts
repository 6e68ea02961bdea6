import type { CliHost } from '../cli/cli-host.js';
import { runCli } from '../cli/program.js';
import { Redactor } from '../core/redactor.js';
import { processLog } from '../logging/process-log.js';
import { systemClock } from '../providers/common/system-clock.js';
import { builtInProviders } from './built-in-providers.js';
import { connectKubernetes } from './connect-kubernetes.js';
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
