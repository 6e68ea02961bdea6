import { type Configuration, KubeConfig } from '@kubernetes/client-node';
import { Agent, type Dispatcher } from 'undici';
import type { ClusterAccess, ClusterCredential } from '../../core/contract/cluster-access.js';
import { trustedAuthorities } from '../network/ca-certificates.js';
import { kubernetesError } from './kubernetes-error.js';
import { readAnswer } from './read-answer.js';
import { proxyFor } from '../network/proxy-for.js';
import { tunnelAgent } from '../network/tunnel-agent.js';

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
 * Sends requests to one API server, with the official client's configuration and authentication, over connections that are kept.
 * The client's own way of sending is not used: it opens a connection for each request, follows redirects to other hosts, and
 * reads answers of any length.
 */
export class KubernetesTransport {
  private constructor(
    private readonly configuration: Configuration,
    private readonly server: URL,
    private readonly signal: AbortSignal,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** @throws INVALID where the environment names a proxy for the cluster that cannot be used */
  static async open(access: ClusterAccess, signal: AbortSignal): Promise<KubernetesTransport> {
    const server = new URL(withScheme(access.endpoint));
    const proxy = proxyFor(server, process.env);
    const dispatcher = proxy === undefined ? directly(access) : await throughProxy(proxy, access);
    const config = new KubeConfig();
    addCluster(config, access);
    class WithConfiguration {
      constructor(readonly configuration: Configuration) {}
    }
    // The one public way from a KubeConfig to a Configuration.
    const { configuration } = config.makeApiClient(WithConfiguration);
    return new KubernetesTransport(configuration, server, signal, dispatcher);
  }

  /** @throws DriverError as `KubernetesApi` documents */
  async send(request: KubernetesRequest): Promise<KubernetesAnswer> {
    try {
      const { status, text } = await readAnswer(await this.dispatcher.request(await this.prepare(request)));
      const body = parse(text);
      if (status === 404 ? !isNotFound(body) : status < 200 || status > 299) {
        throw Object.assign(new Error(), { code: status, body });
      }
      return { status, body };
    } catch (thrown) {
      throw kubernetesError(request.attempted, thrown, this.signal);
    }
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await this.dispatcher.destroy();
  }

  private async prepare({ method, path, body }: KubernetesRequest): Promise<Dispatcher.RequestOptions> {
    const context = this.configuration.baseServer.makeRequestContext(path, method);
    await this.configuration.authMethods.default?.applySecurityAuthentication(context);
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    return {
      origin: this.server.origin,
      // An endpoint may lie below a path, as behind another server.
      path: `${this.server.pathname.replace(/\/+$/, '')}${path}`,
      method,
      headers: {
        ...context.getHeaders(),
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: this.signal,
    };
  }
}

/** A 404 of Kubernetes, rather than one of another server at a wrong address: that says nothing of any object. */
function isNotFound(body: unknown): boolean {
  const { kind, reason } = (body ?? {}) as { readonly kind?: unknown; readonly reason?: unknown };
  return kind === 'Status' && reason === 'NotFound';
}

function directly({ rootCaCertificate: ca, credential }: ClusterAccess): Dispatcher {
  return new Agent({ connect: { ca, ...ownCertificate(credential) } });
}

/**
 * Makes the connections through a proxy. The client's own way through a proxy trusts no added authorities where the proxy
 * is reached by TLS.
 */
async function throughProxy(proxy: URL, { rootCaCertificate: ca, credential }: ClusterAccess): Promise<Dispatcher> {
  const { ca: proxyCa } = proxy.protocol === 'https:' ? await trustedAuthorities() : {};
  const target = { ca, ...ownCertificate(credential) };
  return tunnelAgent(proxy, { ...(proxyCa === undefined ? {} : { proxyCa }), target });
}

function ownCertificate(credential: ClusterCredential): { readonly cert?: string; readonly key?: string } {
  return credential.kind === 'client-certificate' ? { cert: credential.certificate, key: credential.key } : {};
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
