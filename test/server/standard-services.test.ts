import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type Client,
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { describe, expect, it } from '@jest/globals';
import { protoPath as healthProto } from 'grpc-health-check';
import { startDriverServer } from '../../src/server/driver-server.js';
import { composeForTest } from '../support/compose-for-test.js';
import { ServedDriver } from '../support/driver-client.js';
import { serverParts } from '../support/server-parts.js';

const reflectionPackage = dirname(createRequire(import.meta.url).resolve('@grpc/reflection/package.json'));

interface ReflectionAnswer {
  readonly list_services_response?: { readonly service: readonly { readonly name: string }[] } | null;
  readonly file_descriptor_response?: { readonly file_descriptor_proto: readonly Buffer[] } | null;
  readonly error_response?: { readonly error_code: number } | null;
}

/** A client of a service that is described by an official `.proto`, as somebody else's tool would be. */
function stranger(
  proto: string,
  service: string,
  port: number,
): Client & Record<string, (...args: unknown[]) => unknown> {
  const loaded = loadPackageDefinition(
    loadSync(proto, { keepCase: true, defaults: false, oneofs: true, enums: String }),
  );
  const constructor = service.split('.').reduce<unknown>((at, part) => (at as GrpcObject)[part], loaded);
  const client = new (constructor as ServiceClientConstructor)(
    `127.0.0.1:${String(port)}`,
    credentials.createInsecure(),
  );
  return client as unknown as Client & Record<string, (...args: unknown[]) => unknown>;
}

function ask(
  client: Client & Record<string, (...args: unknown[]) => unknown>,
  request: object,
): Promise<ReflectionAnswer> {
  interface Stream {
    on(event: 'data', listener: (answer: ReflectionAnswer) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    write(request: object): void;
    end(): void;
  }
  return new Promise((resolve, reject) => {
    const stream = client.ServerReflectionInfo?.() as Stream;
    stream.on('data', resolve);
    stream.on('error', reject);
    stream.write(request);
    stream.end();
  });
}

describe.each(['v1', 'v1alpha'])('reflection %s', (version) => {
  const proto = join(reflectionPackage, 'build', 'proto', 'grpc', 'reflection', version, 'reflection.proto');

  it('lists the service of the contract', async () => {
    await using served = await ServedDriver.start(composeForTest());
    const client = stranger(proto, `grpc.reflection.${version}.ServerReflection`, served.client.port);
    try {
      const { list_services_response: list } = await ask(client, { list_services: '' });
      expect(list?.service.map(({ name }) => name)).toContain('types.Driver');
    } finally {
      client.close();
    }
  });

  it.each(['types.Driver', 'types.ClusterInfo'])('describes %s', async (symbol) => {
    await using served = await ServedDriver.start(composeForTest());
    const client = stranger(proto, `grpc.reflection.${version}.ServerReflection`, served.client.port);
    try {
      const { file_descriptor_response: file } = await ask(client, { file_containing_symbol: symbol });
      const text = Buffer.concat([...(file?.file_descriptor_proto ?? [])]).toString('latin1');
      for (const name of ['Driver', 'ETCDRemoveSnapshot', 'create_error']) expect(text).toContain(name);
    } finally {
      client.close();
    }
  });

  it('says that it does not know what is not there', async () => {
    await using served = await ServedDriver.start(composeForTest());
    const client = stranger(proto, `grpc.reflection.${version}.ServerReflection`, served.client.port);
    try {
      const answer = await ask(client, { file_containing_symbol: 'types.Nothing' });
      expect(answer.error_response?.error_code).toBe(5);
    } finally {
      client.close();
    }
  });
});

describe('health', () => {
  const check = (port: number, service: string): Promise<unknown> => {
    const client = stranger(healthProto, 'grpc.health.v1.Health', port);
    return new Promise((resolve) => {
      client.Check?.({ service }, (error: unknown, response: unknown) => {
        client.close();
        resolve(error ?? response);
      });
    });
  };

  it.each(['', 'types.Driver'])('of %p is SERVING', async (service) => {
    await using served = await ServedDriver.start(composeForTest());
    await expect(check(served.client.port, service)).resolves.toMatchObject({ status: 'SERVING' });
  });

  it('of what is not served is NOT_FOUND', async () => {
    await using served = await ServedDriver.start(composeForTest());
    await expect(check(served.client.port, 'types.Other')).resolves.toMatchObject({ code: 5 });
  });

  it('is told to who watches it, and does not keep the server from ending', async () => {
    const { driver, parts } = composeForTest();
    const server = await startDriverServer(driver, serverParts, parts, { host: '127.0.0.1', port: 0 });
    const client = stranger(healthProto, 'grpc.health.v1.Health', server.port);
    const watch = client.Watch?.({ service: '' }) as Readable;
    const told: unknown[] = [];
    watch.on('data', ({ status }: { readonly status: string }) => told.push(status));
    watch.on('error', () => undefined);
    await once(watch, 'data');
    const ended = new Promise((resolve) => watch.once('status', resolve));
    // Longer than this test may take.
    await server.stop(60_000);
    await ended;
    client.close();
    expect(told).toEqual(['SERVING', 'NOT_SERVING']);
  });
});
