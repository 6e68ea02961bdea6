import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import type { JsonObject } from '../../../src/core/json.js';

/** Who asks. Without any of it, nobody. */
export interface Credential {
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
}

/** What to send beside the path. An object is sent as JSON. */
export interface Content {
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Metadata {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ownerReferences: readonly JsonObject[];
  readonly continue: string;
  readonly remainingItemCount: number;
}

/** What tests look at in answers. Which of it is there depends on the answer, and a test that is wrong about that fails. */
interface AnswerBody {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly data: Readonly<Record<string, string>> | undefined;
  readonly stringData: JsonObject | undefined;
  readonly spec: JsonObject;
  readonly status: {
    readonly phase: string;
    readonly userInfo: JsonObject;
    readonly conditions: readonly JsonObject[];
    readonly nodeInfo: { readonly kubeletVersion: string };
  };
  readonly items: readonly AnswerBody[];
  readonly message: string;
  readonly reason: string;
  readonly groups: readonly { readonly name: string }[];
  readonly resources: readonly JsonObject[];
  readonly versions: readonly JsonObject[];
  readonly openapi: string;
  readonly swagger: string;
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>;
  readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[];
  readonly rows: readonly { readonly cells: readonly unknown[]; readonly object: { readonly kind: string } }[];
  readonly requests: readonly JsonObject[];
  /** The whole of an answer that is no JSON. */
  readonly text: string;
}

/** One line of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: AnswerBody;
}

/** An answer with its body as JSON; as `{ text }` where it is something else. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: AnswerBody;
}

/** A plain HTTPS client for one API server and one caller, with a connection per request. */
export class ApiClient {
  constructor(
    private readonly endpoint: string,
    private readonly ca: string,
    private readonly credential: Credential = {},
  ) {}

  /** Another caller of the same server. */
  as(credential: Credential): ApiClient {
    return new ApiClient(this.endpoint, this.ca, credential);
  }

  async get(path: string, content: Content = {}): Promise<Answer> {
    return this.send('GET', path, content);
  }

  async post(path: string, body: Content['body'], headers: Content['headers'] = {}): Promise<Answer> {
    return this.send('POST', path, { ...(body === undefined ? {} : { body }), headers });
  }

  async put(path: string, body: object): Promise<Answer> {
    return this.send('PUT', path, { body });
  }

  /** `type` is the middle of `application/<type>-patch+json`, or `apply` for a server-side apply. */
  async patch(path: string, type: string, body: Content['body']): Promise<Answer> {
    const contentType = type === 'apply' ? 'application/apply-patch+yaml' : `application/${type}-patch+json`;
    return this.send('PATCH', path, {
      ...(body === undefined ? {} : { body }),
      headers: { 'content-type': contentType },
    });
  }

  async delete(path: string, body?: object): Promise<Answer> {
    return this.send('DELETE', path, body === undefined ? {} : { body });
  }

  async send(method: string, path: string, content: Content): Promise<Answer> {
    const response = await this.open(method, path, content);
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return {
      status: response.statusCode ?? 0,
      contentType: response.headers['content-type'] ?? '',
      body: asJson(text),
    };
  }

  /** The lines of a watch, each an event, until it ends or the loop over it does. */
  async *watch(path: string, content: Content = {}): AsyncGenerator<WatchEvent, undefined> {
    const response = await this.open('GET', path, content);
    try {
      for await (const line of createInterface({ input: response })) yield JSON.parse(line) as WatchEvent;
    } finally {
      response.destroy();
    }
  }

  private open(method: string, path: string, { body, headers, signal }: Content): Promise<IncomingMessage> {
    const { certificate, key, token } = this.credential;
    const bytes = toBytes(body);
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(`${this.endpoint}${path}`, {
        method,
        agent: false,
        ca: this.ca,
        ...(certificate === undefined ? {} : { cert: certificate }),
        ...(key === undefined ? {} : { key }),
        ...(signal === undefined ? {} : { signal }),
        headers: {
          ...(bytes === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
      });
      outgoing.on('response', resolve).on('error', reject);
      outgoing.end(bytes);
    });
  }
}

function asJson(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return { text } as AnswerBody;
  }
}

function toBytes(body: Content['body']): string | Buffer | undefined {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return body;
  return JSON.stringify(body);
}
