import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { JsonObject } from '../../core/json.js';
import type { ApiAnswer, ApiRequest } from '../requests/api-answer.js';
import { ApiError } from '../objects/api-error.js';
import { actFault } from './api-faults.js';
import { authenticate } from '../access/authentication.js';
import { authorize } from '../access/authorization.js';
import { impersonated } from '../access/impersonation.js';
import type { ObjectStore } from '../objects/object-store.js';
import { readBody } from '../requests/request-body.js';
import { type RequestInfo, requestInfo } from '../requests/request-info.js';
import type { ServiceAccountTokens } from '../access/service-account-tokens.js';
import type { User } from '../access/user.js';

/** What the server needs of the rest of the control plane. */
export interface ApiServerOptions {
  readonly store: ObjectStore;
  readonly tokens: Pick<ServiceAccountTokens, 'verify'>;
  latencyMs(): number;
  /** The fault that strikes this request, if any. */
  strike(): string | undefined;
  /** Called for every request except those to `/mock/`. */
  seen(method: string, path: string): unknown;
  route(user: User, info: RequestInfo, request: ApiRequest): Promise<ApiAnswer>;
}

/** Handles one HTTP request from its first byte to its last. */
export async function handleRequest(
  options: ApiServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://mock');
  const method = request.method ?? 'GET';
  try {
    if (!url.pathname.startsWith('/mock/')) {
      options.seen(method, `${url.pathname}${url.search}`);
      const fault = options.strike();
      if (options.latencyMs() > 0) await delay(options.latencyMs(), undefined, { ref: false });
      if (fault !== undefined && actFault(fault, request, response)) return;
    }
    const info = requestInfo(method, url.pathname, url.searchParams);
    const user = impersonated(options.store, await authenticate(request, options.tokens), request.headers);
    authorize(options.store, user, info);
    const { headers } = request;
    send(
      response,
      await options.route(user, info, {
        query: url.searchParams,
        accept: headers.accept ?? '',
        contentType: headers['content-type'] ?? '',
        userAgent: headers['user-agent'] ?? '',
        body: () => readBody(request),
      }),
    );
  } catch (error) {
    refuse(response, error);
  }
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  if ('start' in answer) {
    sendStream(response, answer);
    return;
  }
  const { status, body, contentType = 'application/json', onSent } = answer;
  if (onSent !== undefined) response.on('close', onSent);
  const content = typeof body === 'string' || body instanceof Uint8Array ? body : `${JSON.stringify(body)}\n`;
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(content) });
  response.end(content);
}

function sendStream(response: ServerResponse, answer: Extract<ApiAnswer, { start: unknown }>): void {
  const pending: JsonObject[] = [];
  let isOpen = false;
  const write = (line: JsonObject): void => {
    if (isOpen) response.write(`${JSON.stringify(line)}\n`);
    else pending.push(line);
  };
  const stop = answer.start(write, () => response.end());
  response.on('close', stop);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  isOpen = true;
  for (const line of pending) write(line);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const refusal =
    error instanceof ApiError
      ? error
      : new ApiError(
          500,
          'InternalError',
          `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`,
        );
  if (refusal !== error) console.error(error);
  send(response, { status: refusal.code, body: refusal.toStatus() });
}
