import { randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { JsonObject } from '../../../core/json.js';
import type { ControlPlaneSpec } from '../control-plane-spec.js';
import { initialSpec } from '../control-plane-spec.js';
import { controlServerName } from '../control-plane-record.js';
import { route } from './api-router.js';
import { handleRequest } from './api-server.js';
import { Background } from './background.js';
import type { KeyPair } from './certificates.js';
import { makeAuthority } from './certificates.js';
import { FaultSwitch } from './fault-switch.js';
import { addFirstObjects } from './first-objects.js';
import { runGarbageCollector } from './garbage-collector.js';
import { routeMock } from './mock-endpoints.js';
import { runNamespaceController } from './namespace-controller.js';
import { NodeController } from './node-controller.js';
import { ObjectStore } from './object-store.js';
import { kinds } from './resource-kinds.js';
import { serviceAccountTokens } from './service-account-tokens.js';
import { runTokenController } from './token-controller.js';

/** How a control plane starts. */
export interface ControlPlaneOptions {
  readonly cluster: string;
  readonly spec?: Partial<ControlPlaneSpec>;
  /** How long the controllers take to act, in milliseconds. */
  readonly controllerDelayMs?: number;
}

/** A control plane that serves. */
export interface ControlPlane {
  readonly id: string;
  /** `https://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** PEM of the authority behind the server's certificate and the administrator's. */
  readonly caCertificate: string;
  /** A client certificate of the group system:masters. */
  readonly admin: KeyPair;
  readonly store: ObjectStore;
  /** Changes a part of the spec, as the provider does with the whole. */
  apply(spec: Partial<ControlPlaneSpec>): void;
  /** Every request to the API so far, apart from those to `/mock/`. */
  requests(): readonly { readonly method: string; readonly path: string }[];
  /** Closes the port and ends what runs in the background. A second call waits for the first. */
  stop(): Promise<void>;
  /** Resolves when somebody asked the control plane over its API to stop; the answer is sent by then. */
  readonly stopRequested: Promise<void>;
}

/** Starts an API server with the controllers around it on a free port of 127.0.0.1. */
export async function startControlPlane({
  cluster,
  spec: firstSpec = {},
  controllerDelayMs = 15,
}: ControlPlaneOptions): Promise<ControlPlane> {
  const id = randomUUID();
  const authority = await makeAuthority(`mock-${id}`);
  const [serverKeys, admin, otherKeys] = await Promise.all([
    authority.signServer(['localhost', 'kubernetes.default.svc', controlServerName]),
    authority.signClient('mock-admin', 'system:masters'),
    makeAuthority('somebody-else').then((other) => other.signServer(['localhost'])),
  ]);
  const store = new ObjectStore();
  const background = new Background();
  const faults = new FaultSwitch();
  const tokens = serviceAccountTokens(store);
  const requests: { readonly method: string; readonly path: string }[] = [];
  let spec = initialSpec;
  const nodes = new NodeController(store, background, cluster, () => spec, () => faults.has('nodes:timeout'));

  const caCertificate = authority.certificate;
  runNamespaceController(store, background, { caCertificate, delayMs: controllerDelayMs });
  runGarbageCollector(store, background, controllerDelayMs);
  runTokenController(store, background, {
    tokens,
    caCertificate,
    delayMs: controllerDelayMs,
    isOn: () => faults.strike('token') !== 'never',
  });
  addFirstObjects(store);

  const stopRequest = Promise.withResolvers<undefined>();
  const mock = {
    status: () => ({
      cluster,
      id,
      spec: { ...spec, accessKey: '' },
      nodes: store.list(kinds.nodes).length,
      nodesReady: nodes.readyCount(),
    }),
    apply,
    requests: () => requests as readonly JsonObject[],
    stop: () => {
      stopRequest.resolve(undefined);
    },
  };
  const tls = (keys: KeyPair) => ({ cert: keys.certificate, key: keys.key, ca: caCertificate });
  const server = createServer(
    {
      ...tls(serverKeys),
      requestCert: true,
      rejectUnauthorized: false,
      SNICallback: (name, done) => {
        const isControl = name === controlServerName;
        done(null, isControl ? createSecureContext(tls(serverKeys)) : undefined);
      },
    },
    (request, response) => void handleRequest(api, request, response),
  );
  const api = {
    store,
    tokens,
    latencyMs: () => spec.latencyMs,
    strike: () => faults.strike('api'),
    seen: (method: string, path: string) => requests.push({ method, path }),
    route: async (...[user, info, request]: Parameters<Parameters<typeof handleRequest>[0]['route']>) =>
      (await routeMock(mock, info, request)) ??
      (await route({ store, kubernetesVersion: () => spec.kubernetesVersion }, user, info, request)),
  };

  function apply(part: Partial<ControlPlaneSpec>): void {
    spec = { ...spec, ...part };
    faults.set(spec.faults);
    server.setSecureContext(tls(faults.has('api:other-ca') ? otherKeys : serverKeys));
    writeAccessKey(store, spec.accessKey);
    nodes.reconcile();
  }

  apply(firstSpec);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  let stopped: Promise<void> | undefined;
  return {
    id,
    endpoint: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    caCertificate,
    admin,
    store,
    apply,
    requests: () => requests,
    stopRequested: stopRequest.promise,
    stop: () =>
      (stopped ??= new Promise((resolve) => {
        background.stop();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      })),
  };
}

function writeAccessKey(store: ObjectStore, accessKey: string): void {
  const metadata = { name: 'mock-access-key', namespace: 'kube-system' };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'Opaque',
    data: { accessKey: Buffer.from(accessKey).toString('base64') },
  };
  const exists = store.find(kinds.secrets, metadata.namespace, metadata.name) !== undefined;
  if (accessKey === '' && exists) store.delete(kinds.secrets, metadata.namespace, metadata.name);
  else if (accessKey !== '') exists ? store.replace(kinds.secrets, secret) : store.insert(kinds.secrets, secret);
}
