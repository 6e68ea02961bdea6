import { applyNodeLabels } from './apply-node-labels.js';
import { applyRegistryMirrors } from './apply-registry-mirrors.js';
import { awaitNodes } from '../cluster/await-nodes.js';
import { healControlPlane } from '../etcd/etcd-restore.js';
import type { Wanted } from '../cluster/wanted-kind-cluster.js';
import type { KindParts } from '../tools/kind-parts.js';
import { requireRunning } from '../cluster/running-nodes.js';
import { findCluster, requireAllContainers } from '../cluster/found-cluster.js';

/** Brings a complete cluster to its options: its nodes run and are ready, mirrors and labels are right. */
export async function converge(parts: KindParts, wanted: Wanted): Promise<void> {
  const { name, options, signal } = wanted;
  const cluster = await findCluster(parts, name, signal);
  requireAllContainers(cluster, wanted, options);
  await requireRunning(parts, cluster.containers, wanted);
  await healControlPlane(parts, cluster.controlPlane, wanted);
  await applyRegistryMirrors(parts, cluster, wanted);
  await awaitNodes(parts, cluster.controlPlane, wanted);
  await applyNodeLabels(parts, cluster.controlPlane, wanted);
}
