import { request } from 'node:https';
import type { ClusterInfo } from '../../src/core/contract/cluster-info.js';

/** The status that the cluster of `info` answers to GET `path` with a bearer token; its certificate is checked. */
export async function statusWithToken(info: ClusterInfo, token: string, path: string): Promise<number> {
  const url = new URL(path, info.endpoint.includes('://') ? info.endpoint : `https://${info.endpoint}`);
  const ca = Buffer.from(info.rootCaCertificate, 'base64').toString('utf8');
  return new Promise((resolve, reject) => {
    const call = request(url, { ca, agent: false, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end();
  });
}
