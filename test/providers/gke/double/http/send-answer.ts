import type { ServerResponse } from 'node:http';
import type { Answer } from './endpoint.ts';
import type { GoogleError } from './google-error.ts';

const jsonType = 'application/json; charset=UTF-8';

/** Sends JSON, or the text as it is where the answer says its own type. */
export function send(response: ServerResponse, { status = 200, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': jsonType, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Sends an error in Google's shape, with `Retry-After` where it says when to come again. */
export function sendError(response: ServerResponse, error: GoogleError): void {
  const { retryAfterS } = error.settings;
  const headers = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  send(response, { status: error.httpStatus, body: error.toJson(), headers });
}

/** Sends a page, as what is no API does. */
export function sendHtml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8' });
  response.end(`<!DOCTYPE html><html><title>Error ${String(status)}</title><p>${text}</p></html>\n`);
}
