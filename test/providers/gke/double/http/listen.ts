import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine, which answers once it is told how. */
export interface ListeningServer {
  readonly url: string;
  readonly answer: (listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => void;
  /** Ends it, connections that wait for an answer included. */
  readonly close: () => Promise<void>;
}

interface Tls {
  readonly keyPem: string;
  readonly certPem: string;
}

/** Listens on 127.0.0.1; `host` is only what the address is called. */
export async function listen(tls: Tls | undefined, host = '127.0.0.1'): Promise<ListeningServer> {
  let answer: RequestListener | undefined;
  const dispatch: RequestListener = (request, response) => answer?.(request, response);
  const server =
    tls === undefined ? createServer(dispatch) : createTlsServer({ key: tls.keyPem, cert: tls.certPem }, dispatch);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${String(port)}`,
    answer: (listener) => {
      answer = (request, response) => void listener(request, response);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
