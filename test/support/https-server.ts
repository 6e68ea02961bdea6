import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { ClusterAccess } from '../../src/core/contract/cluster-access.js';
import { type Authority, type KeyPair, makeAuthority } from '../../src/simulated-kubernetes/server/certificates.js';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Name in the client's certificate, if it has one. */
  readonly user: string | undefined;
}

type Answer = (request: Arrived, response: ServerResponse) => void;

/** An HTTPS server that answers as a test wants it to. Ends with the scope that it is used in. */
export class HttpsServer implements AsyncDisposable {
  readonly requests: Arrived[] = [];
  /** How many connections were made to it. */
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly authority: Authority,
    readonly admin: KeyPair,
    readonly port: number,
  ) {}

  static async start(answer: Answer): Promise<HttpsServer> {
    const authority = await makeAuthority('test authority');
    const admin = await authority.signClient('admin', 'system:masters');
    const own = await authority.signServer(['cluster.test']);
    const settings = { cert: own.certificate, key: own.key, ca: authority.certificate };
    const server = createServer({ ...settings, requestCert: true, rejectUnauthorized: false });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const https = new HttpsServer(server, authority, admin, (server.address() as AddressInfo).port);
    server.on('connection', (socket: Socket) => {
      https.sockets.add(socket);
    });
    server.on('secureConnection', () => {
      https.connections++;
    });
    server.on('tlsClientError', () => undefined);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void https.take(request).then((arrived) => {
        answer(arrived, response);
      });
    });
    return https;
  }

  /** How to reach it, as `admin` where nothing else is said. */
  access(parts: Partial<ClusterAccess> = {}): ClusterAccess {
    return {
      endpoint: `https://127.0.0.1:${String(this.port)}`,
      rootCaCertificate: this.authority.certificate,
      credential: { kind: 'client-certificate', ...this.admin },
      ...parts,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage): Promise<Arrived> {
    const { method = '', url = '', headers, socket } = request;
    const subject = (socket as { getPeerCertificate?: () => { subject?: { CN?: string } } }).getPeerCertificate?.();
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += String(part);
    const arrived = { method, path: url, headers, body, user: subject?.subject?.CN };
    this.requests.push(arrived);
    return arrived;
  }
}

/** Answers with a JSON text. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
