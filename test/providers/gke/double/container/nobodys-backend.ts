import type { ClusterBackend } from './container-state.ts';

/** For clusters that nobody connects to: the discard port, which is closed, and a certificate in form only. */
export function nobodysBackend(): ClusterBackend {
  const caPem = ['-----BEGIN CERTIFICATE-----', 'bm9ib2R5', '-----END CERTIFICATE-----', ''].join('\n');
  return { endpoint: '127.0.0.1:9', caPem };
}
