import type { OperationShape } from '../container/operation-shape.ts';
import type { JsonObject } from '../json.ts';
import type { Problem } from '../validation/problem.ts';
import type { RequestKind } from './request-log.ts';

/** A request as an endpoint sees it: read, and spoken for by an account. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  readonly account: string;
  /** What a fault wants of the operation that the request begins. */
  readonly shape: OperationShape;
  /** Records what the API's contract does not allow. */
  readonly violate: (problem: Problem) => void;
}

/** What an endpoint says: JSON, unless a type is given. */
export interface Answer {
  readonly body: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The name of the operation that the request began. */
  readonly operation?: string;
}

/** One method of one API. */
export interface Endpoint {
  readonly rpc: string;
  readonly kind: RequestKind;
  /** Answers without an access token: the token endpoint and the metadata server. */
  readonly open?: boolean;
  /** The service that has to be enabled in the project. */
  readonly service?: string;
  /** The permission that the account needs, and on what; asked for before the answer is made. */
  readonly permission?: { readonly name: string; readonly on: string };
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

/** An API: says which of its methods a request reaches. */
export type Service = (method: string, path: string) => Endpoint | undefined;

/** The error of OAuth's endpoints, which is not the shape of the other APIs. */
export function oauthError(code: string, description: string): Answer {
  const body: JsonObject = { error: code, error_description: description };
  return { status: 400, body };
}
