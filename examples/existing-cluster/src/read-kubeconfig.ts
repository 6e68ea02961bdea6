import { type ClusterAccess, type ClusterCredential, DriverError } from 'rancher-driver-host';
import { parse } from 'yaml';

interface Entry {
  readonly name?: string;
  readonly cluster?: { readonly server?: string; readonly 'certificate-authority-data'?: string };
  readonly context?: { readonly cluster?: string; readonly user?: string };
  readonly user?: {
    readonly token?: string;
    readonly username?: string;
    readonly password?: string;
    readonly 'client-certificate-data'?: string;
    readonly 'client-key-data'?: string;
  };
}

interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly clusters?: readonly Entry[];
  readonly contexts?: readonly Entry[];
  readonly users?: readonly Entry[];
}

/**
 * The access that one context of a kubeconfig describes. Files and commands that a kubeconfig may point to are refused: they
 * exist on the machine of the person, not where the driver runs.
 * @throws INVALID saying which part is missing
 */
export function readKubeconfig(text: string, wanted: string | undefined): ClusterAccess {
  const config = parseYaml(text);
  const name = wanted ?? config['current-context'];
  const context = find(config.contexts, name, 'context')?.context;
  const cluster = find(config.clusters, context?.cluster, 'cluster')?.cluster;
  const user = find(config.users, context?.user, 'user')?.user;
  const authority = cluster?.['certificate-authority-data'];
  if (cluster?.server === undefined || authority === undefined) {
    throw invalid(`its context ${String(name)} names no server with certificate-authority-data`);
  }
  return { endpoint: cluster.server, rootCaCertificate: decode(authority), credential: credentialOf(user) };
}

function parseYaml(text: string): Kubeconfig {
  try {
    const parsed: unknown = parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // The parser's message quotes the text, and the text is a secret.
  }
  throw invalid('it is not YAML with a kubeconfig in it');
}

function find(entries: readonly Entry[] | undefined, name: string | undefined, what: string): Entry | undefined {
  const entry = entries?.find((candidate) => candidate.name === name);
  if (entry === undefined) throw invalid(`it has no ${what} ${JSON.stringify(name ?? '')}`);
  return entry;
}

function credentialOf(user: Entry['user']): ClusterCredential {
  const certificate = user?.['client-certificate-data'];
  const key = user?.['client-key-data'];
  if (certificate !== undefined && key !== undefined) {
    return { kind: 'client-certificate', certificate: decode(certificate), key: decode(key) };
  }
  if (user?.token !== undefined) return { kind: 'token', token: user.token };
  if (user?.username !== undefined && user.password !== undefined) {
    return { kind: 'basic', username: user.username, password: user.password };
  }
  throw invalid('its user has neither client-certificate-data with client-key-data, nor a token, nor a password');
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function invalid(why: string): DriverError {
  return new DriverError('INVALID', {
    attempted: 'read the kubeconfig',
    why,
    whatToDo: 'give the output of "kubectl config view --raw --flatten"',
  });
}
