import type { GoogleStatus } from '../http/google-error.ts';

/** Which requests a fault meets. All that is given has to fit; `nth` counts those that do. */
interface FaultMatch {
  /** `CreateCluster`, `GetOperation`, `oauth2.token`, `compute.zones.get`, … */
  readonly rpc?: string;
  readonly method?: string;
  /** The source of a regular expression over the path. */
  readonly path?: string;
  /** The first request to fail, counted from 1. */
  readonly nth?: number;
  /** How many in a row fail: 1 unless given. */
  readonly times?: number;
}

/** What happens. All of it is plain JSON, so that a process can be given it. */
export type FaultAction =
  /** 503 before anything has been done. */
  | { readonly kind: 'unavailable'; readonly retryAfterS?: number }
  /** 429 before anything has been done. */
  | { readonly kind: 'rate-limited'; readonly retryAfterS?: number }
  /** The quota is used up: 403 as the container API says it, or 429. */
  | { readonly kind: 'quota-exceeded'; readonly form?: 'PERMISSION_DENIED' | 'RESOURCE_EXHAUSTED' }
  /** 403 for the permission of the method. */
  | { readonly kind: 'permission-denied' }
  /** Any error of Google's. */
  | { readonly kind: 'error'; readonly status: GoogleStatus; readonly message: string; readonly retryAfterS?: number }
  /** A 502 in HTML, as a proxy in between says it. */
  | { readonly kind: 'bad-gateway' }
  /** The connection is reset before anything has been done. */
  | { readonly kind: 'reset' }
  /** Everything has been done, and the connection is reset instead of an answer. */
  | { readonly kind: 'lost-answer' }
  /** No answer comes, until the client gives up. */
  | { readonly kind: 'hang' }
  /** The operation that the request begins takes so many looks. */
  | { readonly kind: 'slow'; readonly polls: number }
  /** The operation that the request begins never ends. */
  | { readonly kind: 'stuck' }
  /** The operation that the request begins ends with this error. */
  | {
      readonly kind: 'operation-error';
      readonly status: GoogleStatus;
      readonly message: string;
      readonly clusterStatus?: 'ERROR' | 'DEGRADED' | 'RUNNING';
    }
  /** Google has begun work of its own on the cluster just before; `unseen`: the cluster's status does not show it. */
  | { readonly kind: 'busy'; readonly polls?: number; readonly type?: string; readonly unseen?: boolean }
  /** Someone has made a cluster of that name just before: with the same labels, or with others. */
  | { readonly kind: 'conflict'; readonly owner: 'ours' | 'foreign' }
  /** The cluster has broken just before. */
  | {
      readonly kind: 'cluster-broken';
      readonly clusterStatus: 'ERROR' | 'DEGRADED';
      readonly status?: GoogleStatus;
      readonly message: string;
    }
  /** Someone has deleted the cluster just before. */
  | { readonly kind: 'cluster-gone' }
  /** All access tokens have expired just before. */
  | { readonly kind: 'expire-tokens' }
  /** All keys have been revoked just before, and their tokens with them. */
  | { readonly kind: 'revoke-keys' };

/** A scripted fault: which requests meet it, and what happens. */
export interface Fault {
  readonly on: FaultMatch;
  readonly do: FaultAction;
}
