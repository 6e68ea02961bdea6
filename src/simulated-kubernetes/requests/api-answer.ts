import type { JsonObject } from '../../core/json.js';

/** What a request comes to: one body, or a stream of JSON lines. */
export type ApiAnswer =
  | {
      readonly status: number;
      readonly body: JsonObject | string | Uint8Array;
      readonly contentType?: string;
      readonly onSent?: () => void;
    }
  | {
      /** Begins the stream; returns what ends it. `end` closes it from this side. */
      start(send: (line: JsonObject) => void, end: () => void): () => void;
    };

/** What is left of a request when it is known who asks for what. */
export interface ApiRequest {
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly userAgent: string;
  /** The body as JSON or YAML; `undefined` where it is empty. @throws ApiError 400 */
  body(): Promise<unknown>;
}

/** An answer of one JSON object. */
export function json(body: JsonObject, status = 200, contentType?: string): ApiAnswer {
  return { status, body, ...(contentType === undefined ? {} : { contentType }) };
}
