import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation } from 'grpc-health-check';
import type { ClusterDriver } from '../core/cluster-driver.js';
import { DriverError, messageOf } from '../core/driver-error.js';
import type { Log } from '../core/log.js';
import type { Redactor } from '../core/redactor.js';
import { loadContract, typedContract } from '../wire/contract.js';
import { driverService } from './driver-service.js';
import { unaryWith } from './unary.js';

/** Where to listen. */
export interface ListenAddress {
  /** An IP address or host name. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** A server that answers calls. */
export interface RunningServer {
  readonly port: number;
  /** Takes no more calls, waits `graceMs` for those under way, then cancels them. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Serves the contract, gRPC reflection (v1 and v1alpha) and the standard health service, in plaintext.
 * @throws INVALID when the address cannot be listened on
 */
export async function startDriverServer(
  driver: ClusterDriver,
  { log, redactor }: { readonly log: Log; readonly redactor: Redactor },
  address: ListenAddress,
): Promise<RunningServer> {
  const definition = loadContract();
  const { Driver } = typedContract(definition).types;
  const server = new Server();
  server.addService(Driver.service, driverService(driver, unaryWith(log, redactor)));
  new ReflectionService(definition).addToServer(server);
  new HealthImplementation({ '': 'SERVING', 'types.Driver': 'SERVING' }).addToServer(server);
  const port = await listen(server, address);
  return { port, stop: (graceMs) => stop(server, graceMs) };
}

async function listen(server: Server, { host, port }: ListenAddress): Promise<number> {
  const target = host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(target, ServerCredentials.createInsecure(), (cause, bound) => {
      if (cause === null) resolve(bound);
      else reject(cannotListen(target, cause));
    });
  });
}

function cannotListen(target: string, cause: Error): DriverError {
  const text = messageOf(cause);
  const known: readonly (readonly [pattern: RegExp, why: string])[] = [
    [/EADDRINUSE/, 'the port is in use; choose another one, or end what listens there'],
    [/EACCES/, 'this user may not listen on that port; choose one of 1024 and above'],
    [/EADDRNOTAVAIL|ENOTFOUND|Name resolution/, 'this machine has no such address'],
  ];
  const why = known.find(([pattern]) => pattern.test(text))?.[1] ?? text;
  return new DriverError('INVALID', `listen on ${target}: ${why}`, { cause });
}

async function stop(server: Server, graceMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, graceMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
