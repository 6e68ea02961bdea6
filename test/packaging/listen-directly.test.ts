import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { listenDirectly } from '../../src/packaging/listen-directly.js';
import { listen } from '../../src/server/connections/listen.js';

const directly = (server: Server, address: { readonly host: string; readonly port: number }): Promise<number> =>
  listen(server, address, () => {
    listenDirectly(server, address.port, address.host);
  });

describe('listening without what Node loads in vain', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('takes connections at %s, as usual listening does', async (host) => {
    const server = createServer((socket) => socket.end());
    const port = await directly(server, { host, port: 0 });
    expect((server.address() as AddressInfo).port).toBe(port);
    const client = connect(port, host);
    await once(client, 'connect');
    client.destroy();
    server.close();
    await once(server, 'close');
  });

  it('says that a port is in use', async () => {
    const first = createServer();
    const port = await directly(first, { host: '127.0.0.1', port: 0 });
    await expect(directly(createServer(), { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('the port is in use') as unknown,
    });
    first.close();
    await once(first, 'close');
  });
});
