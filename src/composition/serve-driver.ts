import 'reflect-metadata';
import { DriverError, messageOf } from '../core/driver-error.js';
import type { RancherHost, UpdateErrorPolicy } from '../core/contract/rancher-host.js';
import { Redactor } from '../core/secrets/redactor.js';
import type { LogLevel } from '../adapters/logging/log-level.js';
import { processLog } from '../adapters/logging/process-log.js';
import { systemClock } from '../adapters/system-clock.js';
import { type RunningServer, startDriverServer } from '../server/driver-server.js';
import { addressText } from '../server/connections/listen.js';
import type { ServerTls } from '../server/connections/server-tls.js';
import type { ProgramParts } from './program-parts.js';
import { chooseProvider } from './choose-provider.js';
import { composeDriver } from './compose-driver.js';
import { connectKubernetes } from '../adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from './load-provider.js';

/** What a person may say about how the driver is served. */
export interface ServeOptions {
  readonly port: number;
  /** A built-in name, the path of a module, or a package; where absent, the program's own name or the default decides. */
  readonly provider?: string;
  /** 127.0.0.1 where absent. */
  readonly address?: string;
  readonly logLevel?: LogLevel;
  /** As the program was put together where absent. */
  readonly updateErrors?: UpdateErrorPolicy;
  /** Serves in plaintext where absent. */
  readonly tls?: ServerTls;
}

/** The Rancher that starts drivers on this machine; how it is asked is loaded when somebody has to know. */
const rancher: RancherHost = {
  version: async () => {
    const { loopbackRancher } = await import('../adapters/rancher/loopback-rancher.js');
    return loopbackRancher().version();
  },
};

/** How long calls under way may go on after SIGTERM or SIGINT. */
const graceMs = 10_000;
/** How long the process may take to end by itself after that. */
const lingerMs = 500;

/**
 * Serves the contract until SIGTERM or SIGINT, then resolves. Says so in one line on standard output once it answers.
 * @throws INVALID where the provider or the address will not do
 */
export async function serveDriver(program: ProgramParts, options: ServeOptions): Promise<void> {
  const redactor = new Redactor();
  const log = processLog(options.logLevel ?? 'info', redactor);
  const parts = { clock: systemClock, log, connectKubernetes };
  const { providers } = program;
  const provider = await loadProvider(options.provider ?? chooseProvider(process.argv0, providers), providers, parts);
  const updateErrors = options.updateErrors ?? program.updateErrors;
  const { driver, runner } = composeDriver({ ...parts, provider, redactor, rancher, updateErrors });
  outlivePanics((error) => {
    log.error(error.message, { code: error.code, error });
    runner.failAll(error);
  });
  const host = options.address ?? '127.0.0.1';
  const serverParts = { ...program, contract: await program.contract() };
  const address = { host, port: options.port };
  const server = await startDriverServer(driver, serverParts, { log, redactor }, address, options.tls);
  const stopped = stopOnSignal(server, () => {
    // Who waits for an answer gets one, with what exists by now: a create keeps its state.
    runner.stopAll();
  });
  process.stdout.write(`driver ready: provider ${provider.name} on ${addressText({ host, port: server.port })}\n`);
  await stopped;
}

/** What a provider throws outside of its promises ends the operations under way, not the process. */
function outlivePanics(fail: (error: DriverError) => void): void {
  const report = (thrown: unknown) => {
    fail(
      new DriverError('INTERNAL', {
        attempted: 'the provider failed outside of its call',
        why: messageOf(thrown),
        cause: thrown,
      }),
    );
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

async function stopOnSignal(server: RunningServer, endOperations: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  endOperations();
  await server.stop(graceMs);
  // A timer or a connection that a provider left behind must not keep the process.
  setTimeout(() => process.exit(), lingerMs).unref();
}
