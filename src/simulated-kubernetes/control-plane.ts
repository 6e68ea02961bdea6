import { randomUUID } from 'node:crypto';
import { controlServerName, type ControlPlaneSpec } from './spec/control-plane-spec.js';
import { route } from './server/api-router.js';
import { type ApiServerOptions, handleRequest } from './server/api-server.js';
import { type KeyPair, makeAuthority } from './server/certificates.js';
import { type SeenRequest, routeMock } from './control-endpoints.js';
import type { ObjectStore } from './objects/object-store.js';
import { SimulatedCluster } from './simulated-cluster.js';
import { snapshotsOf } from './snapshots.js';
import { listenTls } from './server/tls-server.js';
import type { User } from './access/user.js';

/** The options of a control plane. */
export interface ControlPlaneOptions {
  readonly cluster: string;
  readonly spec?: Partial<ControlPlaneSpec>;
  /** How long the controllers take to act, in milliseconds. */
  readonly controllerDelayMs?: number;
  /**
   * Returns the user of a bearer token that is not a service account's, as a real API server asks a webhook. This is how a
   * cloud's own tokens are accepted. By default no such token is.
   */
  readonly userOfToken?: (token: string) => User | undefined;
  /** Called when a client has asked over the API to stop, after that request was answered. */
  readonly stopRequested?: () => void;
}

/** A running control plane. */
export interface ControlPlane {
  readonly id: string;
  /** `https://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** PEM of the authority behind the server's certificate and the administrator's. */
  readonly caCertificate: string;
  /** A client certificate of the group system:masters. */
  readonly admin: KeyPair;
  readonly store: ObjectStore;
  /** Changes a part of the spec, as the provider does. */
  apply(part: Partial<ControlPlaneSpec>): void;
  /** Every request to the API so far, except those to `/mock/`. */
  requests(): readonly SeenRequest[];
  /** Closes the port and ends what runs in the background. */
  stop(): Promise<void>;
}

/** Starts an API server with the controllers around it on a free port of 127.0.0.1. */
export async function startControlPlane({
  cluster,
  spec = {},
  controllerDelayMs = 15,
  userOfToken,
  stopRequested,
}: ControlPlaneOptions): Promise<ControlPlane> {
  const id = randomUUID();
  const [authority, stranger] = await Promise.all([makeAuthority(`mock-${id}`), makeAuthority('somebody-else')]);
  const clientCa = authority.certificate;
  const [serverKeys, admin, strangerKeys] = await Promise.all([
    authority.signServer(['localhost', 'kubernetes.default.svc', controlServerName]),
    authority.signClient('mock-admin', 'system:masters'),
    stranger.signServer(['localhost']),
  ]);
  const simulated = new SimulatedCluster({ cluster, id, caCertificate: clientCa, controllerDelayMs });
  const requests: SeenRequest[] = [];
  const endpoints = {
    status: () => simulated.status(),
    apply,
    requests: () => requests,
    snapshots: snapshotsOf(simulated.store, () => {
      simulated.settle();
    }),
    stop: () => stopRequested?.(),
  };
  const router = { store: simulated.store, kubernetesVersion: () => simulated.spec.kubernetesVersion };
  const api: ApiServerOptions = {
    store: simulated.store,
    tokens: { verify: async (token) => userOfToken?.(token) ?? (await simulated.tokens.verify(token)) },
    latencyMs: () => simulated.spec.latencyMs,
    strike: () => simulated.faults.strike('api'),
    seen: (method, path) => requests.push({ method, path }),
    route: async (user, info, request) =>
      (await routeMock(endpoints, info, request)) ?? (await route(router, user, info, request)),
  };
  const server = await listenTls({ clientCa, server: serverKeys, stranger: strangerKeys }, (request, response) => {
    void handleRequest(api, request, response);
  });

  function apply(part: Partial<ControlPlaneSpec>): void {
    simulated.apply(part);
    server.disguise(simulated.faults.has('api:other-ca'));
  }

  apply(spec);
  return {
    id,
    endpoint: server.endpoint,
    caCertificate: clientCa,
    admin,
    store: simulated.store,
    apply,
    requests: () => requests,
    stop: async () => {
      simulated.stop();
      await server.close();
    },
  };
}
