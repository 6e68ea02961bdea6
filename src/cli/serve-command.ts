import type { Command } from 'commander';
import type { CliHost, ServeRequest } from './context/cli-host.js';
import { didYouMean } from './context/nearest-name.js';
import { usageError } from './context/usage-error.js';

/** `driver PORT`, the command that needs no name: serves the contract. `done` gets the exit code. */
export function addServeCommand(program: Command, host: CliHost, done: (exitCode: number) => void): void {
  program
    .command('serve', { isDefault: true })
    .summary('serve the contract on a port: the default, "driver 9000"')
    .usage('[port] [options]')
    .argument('<port>', '0 lets the system choose')
    .option('--provider <name>', 'provider to serve')
    .option('--address <ip>', 'address to listen on (default: 127.0.0.1)')
    .option('--log-level <level>', 'level of the log (default: info)')
    .option(
      '--update-errors <policy>',
      'report errors of updates, keep them, or ask which Rancher it is (default: ask)',
    )
    .option('--tls-cert <file>', 'certificate to serve with; needed on any address that others can reach')
    .option('--tls-key <file>', 'its key')
    .option('--tls-client-ca <file>', 'authority that signs the certificates of permitted callers')
    .addHelpText('after', '\nExample:\n  driver 9000 --provider mock')
    .allowExcessArguments()
    .action(async (port: string, flags: Omit<ServeRequest, 'port'>, { args: [, ...surplus] }: Command) => {
      if (!/^\d+$/.test(port)) {
        const names = program.commands.map((command) => command.name());
        throw usageError(
          `there is no command ${JSON.stringify(port)}${didYouMean(port, names)}; "driver --help" lists them`,
        );
      }
      if (surplus.length > 0) throw usageError(`${JSON.stringify(surplus[0])} is one argument too many`);
      done(await host.serve({ port, ...flags }));
    });
}
