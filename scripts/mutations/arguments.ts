import { parseArgs } from 'node:util';

/** What a run of mutations was asked for. */
export interface MutationArguments {
  /** How many mutations are tried, at most. */
  readonly count: number;
  /** Decides which ones. */
  readonly seed: number;
  /** A file or a folder, or a line of a file (`src/core/json.ts:11`); everything where undefined. */
  readonly only: string | undefined;
  /** How many are tried at a time. */
  readonly jobs: number;
}

/** Reads the command line. @throws Error naming what is wrong */
export function readArguments(argv: readonly string[]): MutationArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      count: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '2' },
    },
  });
  const { count, seed, only, jobs } = values;
  return { count: whole('count', count), seed: whole('seed', seed), only, jobs: whole('jobs', jobs) };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} ${text}: it is no whole number above 0`);
  return Number(text);
}
