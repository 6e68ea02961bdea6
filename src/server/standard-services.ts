import { createRequire } from 'node:module';
import type { Server } from '@grpc/grpc-js';
import type { PackageDefinition } from '@grpc/proto-loader';
import type * as Reflection from '@grpc/reflection';
import type * as Health from 'grpc-health-check';
import { addLazyServices } from './lazy-services.js';

const require = createRequire(import.meta.url);

/** The services beside the contract. */
export interface StandardServices {
  /** Tells clients that watch the health that the driver no longer serves. */
  stop(): void;
}

/** Offers gRPC reflection (v1 and v1alpha) of `contract`, and the standard health service, by their official packages. */
export function addStandardServices(server: Server, contract: PackageDefinition): StandardServices {
  let health: Health.HealthImplementation | undefined;
  addLazyServices(
    server,
    [
      { path: '/grpc.health.v1.Health/Check', type: 'unary' },
      { path: '/grpc.health.v1.Health/Watch', type: 'serverStream' },
      { path: '/grpc.health.v1.Health/List', type: 'unary' },
    ],
    (target) => {
      const { HealthImplementation } = require('grpc-health-check') as typeof Health;
      health = new HealthImplementation({ '': 'SERVING', 'types.Driver': 'SERVING' });
      health.addToServer(target);
    },
  );
  addLazyServices(
    server,
    [
      { path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', type: 'bidi' },
      { path: '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', type: 'bidi' },
    ],
    (target) => {
      const { ReflectionService } = require('@grpc/reflection') as typeof Reflection;
      new ReflectionService(contract).addToServer(target);
    },
  );
  return {
    stop: () => {
      for (const service of ['', 'types.Driver']) health?.setStatus(service, 'NOT_SERVING');
    },
  };
}
