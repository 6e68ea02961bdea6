import type { ClusterAccess } from '../../core/contract/cluster-access.js';
import { DriverError } from '../../core/driver-error.js';

/** How to reach a cluster, as a cloud tells it. */
export interface CloudEndpoint {
  /** Host, or a whole URL. */
  readonly endpoint: string | null | undefined;
  /** PEM in base64, as clouds hand it out. */
  readonly caCertificate: string | null | undefined;
}

/**
 * Makes the access to a cluster with a token that expires soon. The core uses it to make the durable token, and never
 * stores it.
 * @throws UNAVAILABLE where the cloud has no endpoint yet, or gave no certificate
 */
export function shortLivedAccess(
  cluster: string,
  { endpoint, caCertificate }: CloudEndpoint,
  token: string,
): ClusterAccess {
  const attempted = `read how to reach the cluster ${cluster}`;
  if (typeof endpoint !== 'string' || endpoint === '') {
    throw new DriverError('UNAVAILABLE', {
      attempted,
      why: 'it has no endpoint yet',
      whatToDo: 'try again when it is running',
    });
  }
  const pem = Buffer.from(caCertificate ?? '', 'base64').toString('utf8');
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new DriverError('UNAVAILABLE', {
      attempted,
      why: 'the cloud gave no CA certificate',
      whatToDo: 'try again later',
    });
  }
  return {
    endpoint: endpoint.includes('://') ? endpoint : `https://${endpoint}`,
    rootCaCertificate: pem,
    credential: { kind: 'token', token },
  };
}
