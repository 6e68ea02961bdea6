import type { Server, ServiceDefinition, UntypedHandleCall, UntypedServiceImplementation } from '@grpc/grpc-js';

/** A call of a service that is loaded when it is first called. */
export interface LazyCall {
  /** `/grpc.health.v1.Health/Check` */
  readonly path: string;
  readonly type: 'unary' | 'serverStream' | 'bidi';
}

/** The part of a server to which a package adds its service. */
export interface ServiceTarget {
  addService(definition: ServiceDefinition, implementation: UntypedServiceImplementation): void;
}

/**
 * Offers services without loading them, because Rancher starts a driver for every operation and never calls them. When
 * the first of `calls` comes, `addTo` loads the package, which adds its service as it would to a server.
 */
export function addLazyServices(
  server: Server,
  calls: readonly LazyCall[],
  addTo: (target: ServiceTarget) => void,
): void {
  const loaded = once(() => collectMethods(addTo));
  for (const { path, type } of calls) {
    const method = () => methodAt(loaded(), path);
    const handle = (...args: unknown[]) => {
      (method().handle as (...args: unknown[]) => void)(...args);
    };
    server.register(
      path,
      handle,
      (response: unknown) => method().definition.responseSerialize(response),
      (bytes) => method().definition.requestDeserialize(bytes) as unknown,
      type,
    );
  }
}

interface Method {
  readonly definition: ServiceDefinition[string];
  readonly handle: UntypedHandleCall;
}

function collectMethods(addTo: (target: ServiceTarget) => void): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  addTo({
    addService: (definitions, implementation) => {
      for (const [name, definition] of Object.entries(definitions)) {
        const handle = implementation[name] ?? implementation[definition.originalName ?? ''];
        if (handle !== undefined) methods.set(definition.path, { definition, handle });
      }
    },
  });
  return methods;
}

function methodAt(methods: ReadonlyMap<string, Method>, path: string): Method {
  const method = methods.get(path);
  if (method === undefined) throw new Error(`the package does not implement ${path}`);
  return method;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
