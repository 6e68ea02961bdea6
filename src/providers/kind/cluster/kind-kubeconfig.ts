import type { ClusterAccess } from '../../../core/contract/cluster-access.js';
import { DriverError } from '../../../core/driver-error.js';
import { isJsonObject, type Json } from '../../../core/json.js';

/**
 * Reads the access from a kubeconfig that kind wrote. It has one cluster and one user, with certificates and key
 * inside. The text is a secret, so no error quotes it.
 * @throws UNAVAILABLE where the text is something else
 */
export async function readKindKubeconfig(text: string): Promise<ClusterAccess> {
  const { parse } = await import('yaml');
  let config: unknown;
  try {
    config = parse(text);
  } catch {
    throw unreadable('it is not YAML');
  }
  const cluster = at(at(config, 'clusters', 0), 'cluster');
  const user = at(at(config, 'users', 0), 'user');
  return {
    endpoint: textAt(cluster, 'server'),
    rootCaCertificate: decodedAt(cluster, 'certificate-authority-data'),
    credential: {
      kind: 'client-certificate',
      certificate: decodedAt(user, 'client-certificate-data'),
      key: decodedAt(user, 'client-key-data'),
    },
  };
}

function at(value: unknown, key: string, index?: number): Json | undefined {
  const found = isJsonObject(value) ? value[key] : undefined;
  return index === undefined ? found : Array.isArray(found) ? (found as readonly Json[])[index] : undefined;
}

function textAt(value: unknown, key: string): string {
  const found = at(value, key);
  if (typeof found !== 'string' || found === '') throw unreadable(`it has no ${key}`);
  return found;
}

function decodedAt(value: unknown, key: string): string {
  const decoded = Buffer.from(textAt(value, key), 'base64').toString('utf8');
  if (!decoded.startsWith('-----BEGIN ')) throw unreadable(`its ${key} is no PEM`);
  return decoded;
}

function unreadable(why: string): DriverError {
  return new DriverError('UNAVAILABLE', {
    attempted: 'read the kubeconfig that kind wrote',
    why,
    whatToDo: 'see whether kind is up to date',
  });
}
