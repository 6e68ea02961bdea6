import type { Problem } from '../validation/problem.ts';

/** Whether a request changes something that is paid for, only looks, or is about credentials alone. */
export type RequestKind = 'reading' | 'writing' | 'credential';

/** One request as it came and what became of it. */
export interface LoggedRequest {
  /** Counts from 0 in order of arrival. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON or form fields; undefined where there was none. */
  body?: unknown;
  /** `CreateCluster`, `oauth2.token`, `compute.zones.get`, …; `unknown` where no API has such a path. */
  rpc: string;
  kind: RequestKind;
  /** Who asked, by the token's account; undefined where the request carried no valid one. */
  account?: string;
  /** The HTTP status answered, or how the connection ended. */
  outcome?: number | 'lost-answer' | 'reset' | 'hang' | 'client-gone';
  /** The answer's body, kept even where it was lost on the way. */
  answer?: unknown;
  /** The operation that the request began. */
  operation?: string;
  /** Names of the faults that fired. */
  readonly faults: string[];
}

/** A request that the contract of the API does not allow, to be asserted empty at the end of a test. */
export interface Violation extends Problem {
  readonly request: number;
  readonly rpc: string;
}

/** How often what was called. */
export interface CallCounts {
  readonly reading: number;
  readonly writing: number;
  readonly credential: number;
  readonly byRpc: Readonly<Record<string, number>>;
}

/** Counts logged requests, for tests of how frugal a driver is. */
export function countCalls(requests: readonly LoggedRequest[]): CallCounts {
  const byRpc: Record<string, number> = {};
  const kinds = { reading: 0, writing: 0, credential: 0 };
  for (const { rpc, kind } of requests) {
    kinds[kind]++;
    byRpc[rpc] = (byRpc[rpc] ?? 0) + 1;
  }
  return { ...kinds, byRpc };
}
