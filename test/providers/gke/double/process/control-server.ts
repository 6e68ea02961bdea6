import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../http/request-body.ts';
import { send } from '../http/send-answer.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** What can be asked of a double in another process, by `METHOD /path`; a POST is given its JSON body. */
export type ControlRoutes = Readonly<Record<string, (asked: JsonObject) => unknown>>;

/** A second server beside the double's own, for tests that live in another process. */
export async function startControlServer(
  routes: ControlRoutes,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, routes).then((answered) => {
      send(response, answered);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${String(port)}`, close };
}

async function answer(request: IncomingMessage, routes: ControlRoutes): Promise<{ status?: number; body: unknown }> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://double');
  const route = routes[`${request.method ?? 'GET'} ${pathname}`];
  if (route === undefined) return { status: 404, body: { error: 'unknown route', routes: Object.keys(routes) } };
  try {
    const body = await readBody(request);
    const asked = { ...Object.fromEntries(searchParams), ...(isJsonObject(body) ? body : {}) };
    return { body: (await route(asked)) ?? {} };
  } catch (thrown) {
    return { status: 500, body: { error: String(thrown) } };
  }
}
