import type { IncomingMessage } from 'node:http';
import { badRequest } from '../objects/api-error.js';
import { readProtobuf } from './protobuf.js';

/** The largest body that is read; the real server has the same limit for writes. */
const maxBytes = 3 * 1024 * 1024;

/**
 * Reads a body as JSON, or as protobuf or YAML where the client says so; `undefined` where it is empty.
 * @throws ApiError 400
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw badRequest('the request body is too large');
    chunks.push(chunk);
  }
  const contentType = request.headers['content-type'] ?? '';
  const bytes = Buffer.concat(chunks);
  if (contentType.startsWith('application/vnd.kubernetes.protobuf'))
    return bytes.length === 0 ? undefined : readProtobuf(bytes);
  const text = bytes.toString();
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!contentType.includes('yaml')) throw badRequest('the object provided is unrecognized: no JSON');
    return parseYaml(text, error);
  }
}

async function parseYaml(text: string, notJson: unknown): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text) as unknown;
  } catch {
    throw badRequest(`the object provided is neither JSON nor YAML: ${String(notJson)}`);
  }
}
