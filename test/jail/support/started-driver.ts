import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A driver that says that it is ready. */
export interface StartedDriver {
  readonly port: number;
  readonly provider: string;
}

/** Everything that a process writes, until it ends. */
export async function outputOf(child: ChildProcess): Promise<{ readonly code: number | null; readonly text: string }> {
  let text = '';
  const take = (part: unknown) => {
    text += String(part);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

/** Waits until a driver says that it is ready. @throws Error with what it said instead, where it ends */
export async function ready(child: ChildProcess): Promise<StartedDriver> {
  return new Promise((resolve, reject) => {
    let said = '';
    const take = (part: unknown) => {
      said += String(part);
      const [, provider, port] = /^driver ready: provider (\w+) on \S+:(\d+)$/m.exec(said) ?? [];
      if (provider !== undefined) resolve({ provider, port: Number(port) });
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('close', (code) => {
      reject(new Error(`the driver ended with ${String(code)}: ${said}`));
    });
  });
}
