import type { JsonObject } from '../../core/json.js';

/** The answer to a request: one body, or a stream of JSON lines. */
export type ApiAnswer =
  | {
      readonly status: number;
      readonly body: JsonObject | string | Uint8Array;
      readonly contentType?: string;
      readonly onSent?: () => void;
    }
  | {
      /** Starts the stream and returns the function that ends it. The stream calls `end` to close itself. */
      start(send: (line: JsonObject) => void, end: () => void): () => void;
    };

/** The parts of a request that are needed once its user and its target are known. */
export interface ApiRequest {
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly userAgent: string;
  /** The body as JSON or YAML; `undefined` where it is empty. @throws ApiError 400 */
  body(): Promise<unknown>;
}

/** An answer with one JSON object. */
export function json(body: JsonObject, status = 200, contentType?: string): ApiAnswer {
  return { status, body, ...(contentType === undefined ? {} : { contentType }) };
}
