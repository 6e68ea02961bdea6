import { type Configuration, KubeConfig, type RequestContext } from '@kubernetes/client-node';
import type { Agent } from 'undici';
import type { ClusterAccess, ClusterCredential } from '../../core/contract/cluster-access.js';
import { trustedAuthorities } from '../network/ca-certificates.js';
import { kubernetesError } from './kubernetes-error.js';
import { proxyFor } from '../network/proxy-for.js';
import { tunnelAgent } from '../network/tunnel-agent.js';

type Dispatcher = Parameters<RequestContext['setDispatcher']>[0];

/** One request of the Kubernetes API. */
export interface KubernetesRequest {
  /** What the request is for, in an error: `read Secret demo`. */
  readonly attempted: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
}

/** A successful answer of the Kubernetes API, or its 404. */
export interface KubernetesAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Sends requests to one API server, with the official client's configuration, authentication and connections. The client's
 * typed calls are not used: they open a connection for each request and take no signal.
 */
export class KubernetesTransport {
  private constructor(
    private readonly configuration: Configuration,
    private readonly signal: AbortSignal,
    private dispatcher: Dispatcher | undefined,
  ) {}

  /** @throws INVALID where the environment names a proxy for the cluster that cannot be used */
  static async open(access: ClusterAccess, signal: AbortSignal): Promise<KubernetesTransport> {
    const proxy = proxyFor(new URL(withScheme(access.endpoint)), process.env);
    const dispatcher = proxy === undefined ? undefined : await throughProxy(proxy, access);
    const config = new KubeConfig();
    addCluster(config, access);
    class WithConfiguration {
      constructor(readonly configuration: Configuration) {}
    }
    // The one public way from a KubeConfig to a Configuration.
    const { configuration } = config.makeApiClient(WithConfiguration);
    return new KubernetesTransport(configuration, signal, dispatcher);
  }

  /** @throws DriverError as `KubernetesApi` documents */
  async send(request: KubernetesRequest): Promise<KubernetesAnswer> {
    try {
      const context = this.configuration.baseServer.makeRequestContext(request.path, request.method);
      context.setHeaderParam('Accept', 'application/json');
      context.setSignal(this.signal);
      if (request.body !== undefined) {
        const type = request.method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
        context.setHeaderParam('Content-Type', type);
        context.setBody(JSON.stringify(request.body));
      }
      await this.configuration.authMethods.default?.applySecurityAuthentication(context);
      // The client makes a dispatcher, and with it a connection, for every request. The first one is kept for all.
      this.dispatcher ??= context.getDispatcher();
      if (this.dispatcher !== undefined) context.setDispatcher(this.dispatcher);
      const response = await this.configuration.httpApi.send(context).toPromise();
      const body = parse(await response.body.text());
      const status = response.httpStatusCode;
      if (status !== 404 && (status < 200 || status > 299)) throw Object.assign(new Error(), { code: status, body });
      return { status, body };
    } catch (thrown) {
      throw kubernetesError(request.attempted, thrown, this.signal);
    }
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await this.dispatcher?.destroy();
  }
}

/**
 * Makes the connections through a proxy. The client's own way through a proxy trusts no added authorities where the proxy
 * is reached by TLS.
 */
async function throughProxy(proxy: URL, { rootCaCertificate, credential }: ClusterAccess): Promise<Agent> {
  const { ca } = proxy.protocol === 'https:' ? await trustedAuthorities() : {};
  const own = credential.kind === 'client-certificate' ? { cert: credential.certificate, key: credential.key } : {};
  return tunnelAgent(proxy, {
    ...(ca === undefined ? {} : { proxyCa: ca }),
    target: { ca: rootCaCertificate, ...own },
  });
}

function addCluster(config: KubeConfig, { endpoint, rootCaCertificate, credential }: ClusterAccess): void {
  const name = 'cluster';
  config.loadFromOptions({
    clusters: [{ name, server: withScheme(endpoint), caData: base64(rootCaCertificate), skipTLSVerify: false }],
    users: [{ name, ...userOf(credential) }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
}

function userOf(credential: ClusterCredential): Readonly<Record<string, string>> {
  switch (credential.kind) {
    case 'client-certificate':
      return { certData: base64(credential.certificate), keyData: base64(credential.key) };
    case 'token':
      return { token: credential.token };
    case 'basic':
      return { username: credential.username, password: credential.password };
  }
}

/** Rancher stores endpoints with or without a scheme. */
function withScheme(endpoint: string): string {
  return endpoint.includes('://') ? endpoint : `https://${endpoint}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
