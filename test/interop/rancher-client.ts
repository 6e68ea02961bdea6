import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** One step of a scenario, as the Go client reports it. */
export interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What a scenario came to. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly steps: readonly Step[];
  /** What the client and the driver wrote to standard error. */
  readonly log: string;
}

/** Runs a scenario of Rancher's client against a driver; `options` are those of the cluster. */
export async function runScenario(
  client: string,
  args: readonly string[],
  driver: readonly string[],
  options?: object,
): Promise<Outcome> {
  const withOptions = options === undefined ? args : [...args, '--options', '-'];
  const child = spawn(client, [...withOptions, '--', ...driver], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(options === undefined ? '' : JSON.stringify(options));
  const [out, log] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const steps = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Step);
  return { exitCode: child.exitCode, steps, log };
}

/** The steps that did not come out as the client expects. */
export function failedSteps({ steps }: Outcome): readonly Step[] {
  return steps.filter(({ ok }) => !ok);
}
