import { DriverError } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';
import { discardScript, etcdDirectory, saveScript } from './etcd-scripts.js';
import type { KindParts } from '../tools/kind-parts.js';
import type { SnapshotFacts } from './snapshot-store.js';
import type { FoundCluster } from '../cluster/found-cluster.js';

/** The target of a save. */
export interface EtcdSaving {
  /** File of this machine to write to. */
  readonly path: string;
  /** As in `SnapshotFacts`. */
  readonly authority: string;
  readonly context: Pick<OperationContext, 'name' | 'signal'>;
}

const saveMs = 5 * 60_000;

/**
 * Saves a cluster's etcd to a file of this machine. etcd itself checks the file in the container; the hash shows
 * whether the copy is complete.
 */
export async function saveEtcd(
  { engine, clock }: KindParts,
  { controlPlane }: FoundCluster,
  { path, authority, context }: EtcdSaving,
): Promise<SnapshotFacts> {
  const { name, signal } = context;
  const attempted = `save etcd of ${name}`;
  const file = 'saved.db';
  const settings = { attempted, signal };
  const args = ['sh', '-c', saveScript, 'save-etcd', file];
  const said = await engine.exec(controlPlane, args, { ...settings, timeoutMs: saveMs });
  const [sha256 = '', status = ''] = said.trim().split('\n');
  const facts = parseStatus(status);
  if (!/^[0-9a-f]{64}$/.test(sha256) || facts === undefined) {
    throw new DriverError('UNAVAILABLE', {
      attempted,
      why: 'etcdutl printed no status of the snapshot',
      whatToDo: 'check that etcd is 3.5 or newer',
    });
  }
  await engine.copyOut(controlPlane, `${etcdDirectory}/${file}`, path, signal);
  await engine.exec(controlPlane, ['sh', '-c', discardScript, 'discard-snapshot', file], settings);
  return { cluster: name, authority, sha256, ...facts, savedAt: new Date(clock.now()).toISOString() };
}

function parseStatus(json: string): { readonly revision: number; readonly keys: number } | undefined {
  try {
    const { revision, totalKey } = JSON.parse(json) as { revision?: unknown; totalKey?: unknown };
    return typeof revision === 'number' && typeof totalKey === 'number' ? { revision, keys: totalKey } : undefined;
  } catch {
    return undefined;
  }
}
