import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterAccess } from '../contract/cluster-access.js';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { DriverError } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import type { JsonObject } from '../json.js';
import type { ConnectKubernetes, KubernetesApi } from '../contract/kubernetes-api.js';
import type { OptionTable } from '../options/option-table.js';
import type { Provider } from '../contract/provider.js';
import type { ClusterContext } from '../contract/operation-context.js';
import { Redactor } from '../secrets/redactor.js';
import { connectKubernetesToken, providerToken } from '../injection/injection-tokens.js';

/** Reads the access, version and number of nodes of clusters. */
@scoped(Lifecycle.ContainerScoped)
export class ClusterReader {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(connectKubernetesToken) private readonly connect: ConnectKubernetes,
    @inject(Redactor) private readonly redactor: Redactor,
  ) {}

  /** Asks the provider how to reach the cluster now. */
  async access(context: ClusterContext<OptionTable, JsonObject>): Promise<ClusterAccess> {
    const access = await this.provider.access(context);
    const { credential } = access;
    if (credential.kind === 'client-certificate') this.redactor.learn(credential.key);
    if (credential.kind === 'token') this.redactor.learn(credential.token);
    if (credential.kind === 'basic') this.redactor.learn(credential.password);
    return access;
  }

  /** Opens the cluster's API for `use`, and closes it after. */
  async withApi<T>(
    context: ClusterContext<OptionTable, JsonObject>,
    access: ClusterAccess,
    use: (api: KubernetesApi) => Promise<T>,
  ): Promise<T> {
    const api = await this.connect(access, context.signal);
    try {
      return await use(api);
    } catch (thrown) {
      throw DriverError.from(thrown, `reach the API server at ${access.endpoint}`);
    } finally {
      await api.close();
    }
  }

  /** Returns `info` with the cluster's current access, version and number of nodes. */
  async describe(context: ClusterContext<OptionTable, JsonObject>, info: ClusterInfo): Promise<ClusterInfo> {
    const access = await this.access(context);
    const reached = withAccess(info, access);
    if (access.version !== undefined && access.nodeCount !== undefined) {
      return { ...reached, version: access.version, nodeCount: BigInt(access.nodeCount) };
    }
    const [version, nodeCount] = await this.withApi(context, access, (api) =>
      Promise.all([access.version ?? api.version(), access.nodeCount ?? api.countNodes()]),
    );
    return { ...reached, version, nodeCount: BigInt(nodeCount) };
  }

  /** The cluster's Kubernetes version without "v". */
  async version(context: ClusterContext<OptionTable, JsonObject>): Promise<string> {
    const access = await this.access(context);
    return access.version ?? this.withApi(context, access, (api) => api.version());
  }

  /** The cluster's number of nodes. */
  async nodeCount(context: ClusterContext<OptionTable, JsonObject>): Promise<number> {
    const access = await this.access(context);
    return access.nodeCount ?? this.withApi(context, access, (api) => api.countNodes());
  }
}

/** Returns `info` with the access in it. A token in the access is short-lived, so it is left out. */
export function withAccess(info: ClusterInfo, access: ClusterAccess): ClusterInfo {
  const { credential } = access;
  return {
    ...info,
    endpoint: access.endpoint,
    rootCaCertificate: base64(access.rootCaCertificate),
    clientCertificate: credential.kind === 'client-certificate' ? base64(credential.certificate) : '',
    clientKey: credential.kind === 'client-certificate' ? base64(credential.key) : '',
    username: credential.kind === 'basic' ? credential.username : '',
    password: credential.kind === 'basic' ? credential.password : '',
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
