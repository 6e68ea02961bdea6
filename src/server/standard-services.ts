import type { Server } from '@grpc/grpc-js';
import type { PackageDefinition } from '@grpc/proto-loader';
import type { ReflectionService } from '@grpc/reflection';
import type { HealthImplementation } from 'grpc-health-check';
import { addLazyServices } from './lazy-services.js';

/** Loads the official packages of the services beside the contract; each is asked for when somebody calls its service first. */
export interface StandardServiceLoader {
  /** The class of the standard health service. */
  health(): typeof HealthImplementation;
  /** The class of the reflection service (v1 and v1alpha). */
  reflection(): typeof ReflectionService;
}

/** The services beside the contract. */
export interface StandardServices {
  /** Tells clients that watch the health that the driver no longer serves. */
  stop(): void;
}

/** Offers gRPC reflection of what `definition` returns, and the standard health service, without loading them. */
export function addStandardServices(
  server: Server,
  definition: () => PackageDefinition,
  load: StandardServiceLoader,
): StandardServices {
  let health: HealthImplementation | undefined;
  addLazyServices(
    server,
    [
      { path: '/grpc.health.v1.Health/Check', type: 'unary' },
      { path: '/grpc.health.v1.Health/Watch', type: 'serverStream' },
      { path: '/grpc.health.v1.Health/List', type: 'unary' },
    ],
    (target) => {
      const Health = load.health();
      health = new Health({ '': 'SERVING', 'types.Driver': 'SERVING' });
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
      const Reflection = load.reflection();
      new Reflection(definition()).addToServer(target);
    },
  );
  return {
    stop: () => {
      for (const service of ['', 'types.Driver']) health?.setStatus(service, 'NOT_SERVING');
    },
  };
}
