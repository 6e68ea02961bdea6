import type { ServeRequest } from '../cli/context/cli-host.js';
import { DriverError } from '../core/driver-error.js';
import { updateErrorPolicies } from '../core/contract/rancher-host.js';
import { logLevels } from '../adapters/logging/log-level.js';
import { serverTls } from '../server/connections/tls-from-arguments.js';
import type { ProgramParts } from './program-parts.js';
import { serveDriver } from './serve-driver.js';

/** Serves the contract as the arguments say. Returns the exit code: 2, with one line on standard error, for what cannot be. */
export async function serveFromArguments(program: ProgramParts, args: ServeRequest): Promise<number> {
  try {
    const { provider, address, logLevel, updateErrors } = args;
    const tls = await serverTls(args);
    await serveDriver(program, {
      port: parsePort(args.port),
      ...(provider === undefined ? {} : { provider }),
      ...(address === undefined ? {} : { address }),
      ...(logLevel === undefined ? {} : { logLevel: oneOf('log level', logLevel, logLevels) }),
      ...(updateErrors === undefined
        ? {}
        : { updateErrors: oneOf('policy for the errors of updates', updateErrors, updateErrorPolicies) }),
      ...(tls === undefined ? {} : { tls }),
    });
    return 0;
  } catch (thrown) {
    const error = DriverError.from(thrown);
    process.stderr.write(`driver: ${error.message}\n`);
    return error.code === 'INVALID' ? 2 : 1;
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  const what = `${JSON.stringify(text)} is no port; give a number of 0 to 65535`;
  throw new DriverError('INVALID', { attempted: 'read the arguments', why: `${what}, as in "driver 9000"` });
}

function oneOf<T extends string>(what: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  const why = `${JSON.stringify(text)} is no ${what}; choose one of ${known.join(', ')}`;
  throw new DriverError('INVALID', { attempted: 'read the arguments', why });
}
