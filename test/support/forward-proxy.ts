import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as sendRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** The certificate of a proxy that is reached by TLS. */
interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** A forward proxy that leads made-up host names to ports of this machine. Ends with its scope. */
export class ForwardProxy implements AsyncDisposable {
  /** What was asked for, in order: `cloud.test:443` where a tunnel was, the whole URL where a request was to be forwarded. */
  readonly targets: string[] = [];
  /** What `Proxy-Authorization` said to each of these. */
  readonly authorizations: (string | undefined)[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly ports: Readonly<Record<string, number>>,
    readonly port: number,
    private readonly scheme: string,
  ) {
    server.on('connection', (socket: Socket) => {
      this.keep(socket);
    });
    server.on('connect', (request: IncomingMessage, client: Socket) => {
      this.tunnel(request, client);
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.forward(request, response);
    });
    server.on('tlsClientError', () => undefined);
  }

  /** `ports` are those behind the names; with an identity, the proxy is reached by TLS. */
  static async start(ports: Readonly<Record<string, number>>, identity?: Identity): Promise<ForwardProxy> {
    const server =
      identity === undefined ? createServer() : createTlsServer({ cert: identity.certificate, key: identity.key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new ForwardProxy(server, ports, port, identity === undefined ? 'http' : 'https');
  }

  /** Without a scheme, as some write it. */
  get address(): string {
    return `127.0.0.1:${String(this.port)}`;
  }

  get url(): string {
    return `${this.scheme}://${this.address}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private tunnel({ url = '', headers }: IncomingMessage, client: Socket): void {
    this.note(url, headers['proxy-authorization']);
    const port = this.ports[url];
    if (port === undefined) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    this.keep(client);
    this.keep(target);
  }

  private forward({ url = '', method, headers }: IncomingMessage, response: ServerResponse): void {
    this.note(url, headers['proxy-authorization']);
    const port = URL.canParse(url) ? this.ports[new URL(url).host] : undefined;
    if (port === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { pathname: path } = new URL(url);
    const through = sendRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502);
      answer.pipe(response);
    });
    through.on('error', () => response.destroy());
    through.end();
  }

  private note(target: string, authorization: string | undefined): void {
    this.targets.push(target);
    this.authorizations.push(authorization);
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
  }
}
