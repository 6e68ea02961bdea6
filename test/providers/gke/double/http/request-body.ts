import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * The body as its content type says: an object of form fields, or whatever the JSON holds; undefined for none.
 * @throws SyntaxError where it is no JSON, and what the connection throws where the client has gone
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const body = await text(request);
  if (body === '') return undefined;
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(body))
    : (JSON.parse(body) as unknown);
}
