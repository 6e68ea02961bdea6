import type { ConnectKubernetes } from '../../core/contract/kubernetes-api.js';

/** Loads the Kubernetes client when the first cluster is opened, so that the driver's start does not pay for it. */
export const connectKubernetes: ConnectKubernetes = async (access, signal) => {
  const { connectWithClientNode } = await import('./client-node-kubernetes-api.js');
  return connectWithClientNode(access, signal);
};
