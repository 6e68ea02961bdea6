import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LeftoverOwner } from '../compute/leftovers.ts';
import type { SeededCluster } from '../container/seed-cluster.ts';
import type { Fault } from '../faults/fault.ts';
import type { JsonObject } from '../json.ts';
import type { GoogleDouble } from '../running-double.ts';
import type { ControlRoutes } from './control-server.ts';

/** Everything that a test can do to a double or see of it, over HTTP; keys are written into the directory. */
export function controlRoutes(double: GoogleDouble, directory: string, end: () => void): ControlRoutes {
  return {
    'GET /requests': () => double.requests,
    'GET /calls': () => double.calls(),
    'GET /violations': () => double.violations,
    'GET /bugs': () => double.bugs.map(String),
    'GET /state': () => double.snapshot(),
    'GET /pending-faults': () => double.pendingFaults,
    'GET /account': ({ token }) => ({ account: double.accountOf(text(token)) ?? null }),
    'POST /forget-requests': () => {
      double.forgetRequests();
    },
    'POST /faults': ({ faults }) => {
      double.script(...(faults as unknown as readonly Fault[]));
    },
    'POST /clear-faults': () => {
      double.clearFaults();
    },
    'POST /keys': ({ account }) => writeKey(double, directory, account === undefined ? undefined : text(account)),
    'POST /revoke': ({ id, email }) => {
      double.revokeKey({ id: text(id), email: text(email) });
    },
    'POST /expire-tokens': () => {
      double.expireTokens();
    },
    'POST /seed': (cluster) => double.seed(cluster as unknown as SeededCluster),
    'POST /occupy': async ({ location, cluster, type, polls }) => ({
      operation: await double.occupy(
        text(location),
        text(cluster),
        type === undefined ? undefined : text(type),
        typeof polls === 'number' ? polls : undefined,
      ),
    }),
    'POST /scale': ({ location, cluster, pool, nodesPerZone }) => {
      double.scale(text(location), text(cluster), text(pool), Number(nodesPerZone));
    },
    'POST /leave-behind': (owner) => {
      double.leaveBehind(owner as unknown as LeftoverOwner);
    },
    'POST /finish-operations': () => double.finishOperations(),
    'POST /stop': end,
  };
}

/** Makes a key and writes its file; answers where it is and what is needed to revoke it. */
export function writeKey(double: GoogleDouble, directory: string, account?: string): JsonObject & { keyFile: string } {
  const { id, email, file } = double.makeKey(account);
  const keyFile = join(directory, `key-${id.slice(0, 12)}.json`);
  writeFileSync(keyFile, JSON.stringify(file, undefined, 2), { mode: 0o600 });
  return { keyFile, id, email };
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`double: a text is wanted, not ${JSON.stringify(value)}`);
}
