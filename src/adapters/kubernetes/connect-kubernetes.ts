import type { ConnectKubernetes } from '../../core/contract/kubernetes-api.js';

/** Loads the Kubernetes client with the first cluster that is opened: the driver's start would pay for it otherwise. */
export const connectKubernetes: ConnectKubernetes = async (access, signal) => {
  const { connectWithClientNode } = await import('./client-node-kubernetes-api.js');
  return connectWithClientNode(access, signal);
};
