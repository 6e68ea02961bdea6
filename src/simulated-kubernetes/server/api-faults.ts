import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../objects/api-error.js';

const refusals: Readonly<Record<string, () => ApiError>> = {
  '401': () => new ApiError(401, 'Unauthorized', 'Unauthorized'),
  '403': () => new ApiError(403, 'Forbidden', 'forbidden: by the fault api:403'),
  '429': () =>
    new ApiError(429, 'TooManyRequests', 'too many requests, by the fault api:429', { retryAfterSeconds: 1 }),
  '500': () => new ApiError(500, 'InternalError', 'Internal error occurred: by the fault api:500'),
  '503': () => new ApiError(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
};

/**
 * Applies an `api:` fault to a request. Returns true where the request gets no further handling.
 * @throws ApiError the refusal, for the faults that are named for an HTTP status
 */
export function actFault(fault: string, request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = refusals[fault];
  if (refusal !== undefined) {
    if (fault === '429') response.setHeader('retry-after', '1');
    throw refusal();
  }
  switch (fault) {
    case 'hang':
      request.resume();
      return true;
    case 'close':
      request.socket.destroy();
      return true;
    case 'not-json':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Please log in.</body></html>\n');
      return true;
    default:
      return false;
  }
}
