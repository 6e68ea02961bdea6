import { createHash } from 'node:crypto';
import { DriverError } from '../../../core/driver-error.js';
import type { EtcdSnapshots } from '../../../core/contract/etcd-snapshots.js';
import type { ClusterContext } from '../../../core/contract/operation-context.js';
import { awaitNodes } from '../cluster/await-nodes.js';
import { readMark } from '../cluster/completion-mark.js';
import { healControlPlane, restoreEtcd } from './etcd-restore.js';
import { saveEtcd } from './etcd-save.js';
import type { KindOptions } from '../options/kind-options.js';
import type { KindParts } from '../tools/kind-parts.js';
import type { KindState } from '../options/kind-state.js';
import { readKindKubeconfig } from '../cluster/kind-kubeconfig.js';
import { snapshotDirectory } from './snapshot-directory.js';
import { type KeptSnapshot, SnapshotStore } from './snapshot-store.js';
import { findRunningCluster, type FoundCluster } from '../cluster/found-cluster.js';

type Context = ClusterContext<KindOptions, KindState>;
type WithParts = <T>(context: Context, work: (parts: KindParts) => Promise<T>) => Promise<T>;

/** The etcd snapshots of clusters with one control plane, kept as files on this machine. `withParts` takes the cluster's lock. */
export function kindEtcdSnapshots(withParts: WithParts): EtcdSnapshots<KindOptions, KindState> {
  return {
    save: (context, snapshot) =>
      withParts(context, async (parts) => {
        const attempted = `save ${snapshot} of ${context.name}`;
        const cluster = await clusterWithOneEtcd(attempted, parts, context);
        const store = await storeOf(context);
        if ((await store.find(snapshot)) !== undefined) {
          const why = 'there is a snapshot of that name';
          throw new DriverError('CONFLICT', { attempted, why, whatToDo: 'choose another, or remove that one' });
        }
        const authority = await authorityOf(parts, context);
        context.progress('saving etcd');
        const kept = await store.add(snapshot, (path) => saveEtcd(parts, cluster, { path, authority, context }));
        context.progress(`saved ${String(kept.keys)} keys at revision ${String(kept.revision)} to ${kept.file}`);
      }),
    restore: (context, snapshot) =>
      withParts(context, async (parts) => {
        const attempted = `restore ${snapshot} into ${context.name}`;
        const cluster = await clusterWithOneEtcd(attempted, parts, context);
        const store = await storeOf(context);
        const kept = await store.find(snapshot);
        if (kept === undefined) {
          const where = await snapshotDirectory(context.options);
          throw new DriverError('NOT_FOUND', { attempted, why: `there is none of that name under ${where}` });
        }
        await store.verify(kept);
        await healControlPlane(parts, cluster.controlPlane, context);
        requireSameCluster(attempted, kept, context.name, await authorityOf(parts, context));
        await restoreEtcd(parts, cluster, kept, context);
        await awaitNodes(parts, cluster.controlPlane, context);
      }),
    remove: async (context, snapshot) => {
      await (await storeOf(context)).remove(snapshot);
    },
  };
}

async function storeOf({ name, options }: Context): Promise<SnapshotStore> {
  return new SnapshotStore(await snapshotDirectory(options), name);
}

/** @throws UNIMPLEMENTED with more than one member of etcd: all would have to be stopped and restored together */
async function clusterWithOneEtcd(attempted: string, parts: KindParts, context: Context): Promise<FoundCluster> {
  const cluster = await findRunningCluster(parts, context.name, context.signal);
  const controlPlanes = cluster.containers.filter(({ role }) => role === 'control-plane').length;
  if (controlPlanes > 1) {
    const why = `control-plane-count is ${String(controlPlanes)}, and snapshots are for clusters with one control plane`;
    throw new DriverError('UNIMPLEMENTED', { attempted, why });
  }
  if ((await readMark(parts.engine, cluster.controlPlane, context.signal)) === undefined) {
    throw new DriverError('CONFLICT', {
      attempted,
      why: 'the cluster is incomplete',
      whatToDo: 'create it again first',
    });
  }
  return cluster;
}

async function authorityOf({ kind }: KindParts, { name, signal }: Context): Promise<string> {
  const { rootCaCertificate } = await readKindKubeconfig(await kind.kubeconfig(name, false, signal));
  return createHash('sha256').update(rootCaCertificate).digest('hex');
}

function requireSameCluster(attempted: string, kept: KeptSnapshot, cluster: string, authority: string): void {
  if (kept.cluster !== cluster) {
    throw new DriverError('CONFLICT', {
      attempted,
      why: `it is a snapshot of the cluster ${kept.cluster}`,
      whatToDo: `use one of ${cluster}`,
    });
  }
  if (kept.authority !== authority) {
    const why =
      'the cluster was made again after the snapshot and has other keys, so it would not work with the old data';
    throw new DriverError('CONFLICT', { attempted, why, whatToDo: 'use a snapshot of the cluster that is there now' });
  }
}
