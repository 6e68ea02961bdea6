/**
 * A program: creates a mock cluster with the compiled provider, as a driver process does, and can be killed at any time.
 * Started by `mock-driver-process.ts`; its argument is the JSON of `CreateOrder`. It says what it does on standard output.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as mockProvider from '../../../src/providers/mock/mock-provider.js';
import type { CreateOrder } from './mock-driver-process.js';

const order = JSON.parse(process.argv[2] ?? '{}') as CreateOrder;
const compiled = new URL('../../../lib/providers/mock/mock-provider.js', import.meta.url);
const { createProvider } = (await import(compiled.href)) as Pick<typeof mockProvider, 'createProvider'>;

const clock = { now: () => Date.now(), sleep: (ms: number) => sleep(ms) };
if (order.killAfterMs !== undefined) setTimeout(() => process.kill(process.pid, 'SIGKILL'), order.killAfterMs);
await createProvider({ clock }).create({
  clock,
  name: order.name,
  displayName: order.name,
  options: order.options,
  signal: new AbortController().signal,
  progress: (message) => {
    console.log(message);
  },
  checkpoint: () => {
    console.log('checkpoint');
  },
});
console.log('done');
process.exit(0);
