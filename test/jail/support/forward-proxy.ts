import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forward proxy for CONNECT that leads made-up host names to ports of this machine. Ends with its scope. */
export class ForwardProxy implements AsyncDisposable {
  /** What was asked for, in order: `cloud.test:443`. */
  readonly targets: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** `ports` are those behind the names. */
  static async start(ports: Readonly<Record<string, number>>): Promise<ForwardProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new ForwardProxy(server, (server.address() as AddressInfo).port);
    server.on('connect', ({ url = '' }, client: Socket) => {
      proxy.targets.push(url);
      const port = ports[url];
      if (port === undefined) {
        client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
        return;
      }
      const target = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        client.pipe(target).pipe(client);
      });
      for (const socket of [client, target]) {
        proxy.sockets.add(socket);
        socket.on('error', () => undefined);
      }
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
