import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { credentials } from '@grpc/grpc-js';
import { loadContract, typedContract } from '../lib/wire/contract.js';

const { Driver } = typedContract(loadContract()).types;

/** A client of any driver. */
export type Client = InstanceType<typeof Driver>;

/** How a driver is started: the program and its arguments; `{port}` stands for the port. */
export type DriverCommand = readonly string[];

/** A driver that answers, and what it took until it did. */
export interface StartedDriver {
  readonly client: Client;
  readonly startMs: number;
  /** What the process has in memory, what it shares with others counted whole. */
  residentMiB(): number;
  /** The same, with its part only of what it shares. */
  proportionalMiB(): number;
  stop(): Promise<void>;
}

/** Starts a driver as Rancher does, and dials every `pollMs` until the first GetCapabilities is answered. */
export async function startDriver(command: DriverCommand, pollMs = 1): Promise<StartedDriver> {
  const port = await freePort();
  const [file = '', ...args] = command.map((part) => part.replace('{port}', String(port)));
  const began = performance.now();
  const child = spawn(file, args, { env: { PATH: '/usr/bin', PWD: '/' }, stdio: 'ignore' });
  await connectable(port, child, pollMs);
  const client = new Driver(`127.0.0.1:${String(port)}`, credentials.createInsecure());
  await answer((reply) => client.GetCapabilities({}, reply));
  return {
    client,
    startMs: performance.now() - began,
    residentMiB: () => kernelMiB(child, 'status', 'VmRSS'),
    proportionalMiB: () => kernelMiB(child, 'smaps_rollup', 'Pss'),
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
async function connectable(port: number, child: ChildProcess, pollMs: number): Promise<void> {
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
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** One figure of what the kernel says about a process: `Name:  1234 kB`. */
function kernelMiB({ pid = 0 }: ChildProcess, file: string, name: string): number {
  const text = readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? Number.NaN) / 1024;
}

async function stop(child: ChildProcess, client: Client): Promise<void> {
  client.close();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null) {
    child.kill('SIGKILL');
    await ended;
  }
}
