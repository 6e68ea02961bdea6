import type { EngineName } from '../options/engine-name.js';

/** Variables of the person's environment that kind and the engines read; the CLI passes them on. */
export const kindEnvironment: readonly string[] = [
  'PATH',
  'HOME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
  'DOCKER_API_VERSION',
  'CONTAINER_HOST',
  'CONTAINER_CONNECTION',
  'CONTAINERS_CONF',
  'CONTAINERS_STORAGE_CONF',
  'CONTAINERS_REGISTRIES_CONF',
  'CONTAINERD_ADDRESS',
  'CONTAINERD_NAMESPACE',
  'NERDCTL_TOML',
  'SSH_AUTH_SOCK',
  'KIND_EXPERIMENTAL_PROVIDER',
  'KIND_EXPERIMENTAL_DOCKER_NETWORK',
  'KIND_EXPERIMENTAL_PODMAN_NETWORK',
  'KIND_EXPERIMENTAL_CONTAINERD_SNAPSHOTTER',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'] as const;

/**
 * The changes of the environment for kind. They fix the engine, switch colours off and hide the user's kubeconfig. kind
 * copies proxies into the nodes, which cannot reach one on this machine's loopback address; such a proxy is removed.
 */
export function toolEnvironment(
  engine: EngineName,
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, string | undefined>> {
  const useless = proxies.filter((name) => isLoopback(environment[name]));
  return {
    KIND_EXPERIMENTAL_PROVIDER: engine,
    KIND_CLUSTER_NAME: undefined,
    KUBECONFIG: undefined,
    NO_COLOR: '1',
    TERM: 'dumb',
    ...Object.fromEntries(useless.map((name) => [name, undefined])),
  };
}

function isLoopback(proxy: string | undefined): boolean {
  return proxy !== undefined && /^(\w+:\/\/)?([^@/]*@)?(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/i.test(proxy);
}
