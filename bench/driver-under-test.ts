import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { credentials } from '@grpc/grpc-js';
import { loadContract, typedContract } from '../lib/wire/contract.js';

const { Driver } = typedContract(loadContract()).types;

/** A client of any driver. */
export type Client = InstanceType<typeof Driver>;

/** How a driver is started: `{port}` stands for the port. */
export interface DriverCommand {
  readonly label: string;
  readonly command: readonly string[];
}

/** A driver that answers, and what it took until it did. */
export interface StartedDriver {
  readonly client: Client;
  readonly startMs: number;
  residentMiB(): number;
  stop(): Promise<void>;
}

/** Starts a driver as Rancher does, and dials until the first GetCapabilities is answered. */
export async function startDriver({ command }: DriverCommand): Promise<StartedDriver> {
  const port = await freePort();
  const [file = '', ...args] = command.map((part) => part.replace('{port}', String(port)));
  const began = performance.now();
  const child = spawn(file, args, { env: { PATH: '/usr/bin', PWD: '/' }, stdio: 'ignore' });
  await connectable(port, child);
  const client = new Driver(`127.0.0.1:${String(port)}`, credentials.createInsecure());
  await answer((reply) => client.GetCapabilities({}, reply));
  return {
    client,
    startMs: performance.now() - began,
    residentMiB: () => residentMiB(child.pid ?? 0),
    stop: () => stop(child, client),
  };
}

/** Waits for the answer of one call: `await answer((reply) => client.GetCapabilities({}, reply))`. */
export async function answer<T>(call: (reply: (error: Error | null, response?: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null && response !== undefined) resolve(response);
      else reject(error ?? new Error('no answer'));
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Dials by plain TCP: a gRPC channel waits a second after a refusal, which would be measured instead of the driver. */
async function connectable(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the driver ended with ${String(child.exitCode)} before it answered`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function residentMiB(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}

async function stop(child: ChildProcess, client: Client): Promise<void> {
  client.close();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null) {
    child.kill('SIGKILL');
    await ended;
  }
}
