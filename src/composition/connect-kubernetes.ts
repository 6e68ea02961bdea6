import type { ConnectKubernetes } from '../core/kubernetes-api.js';

/** Loads the Kubernetes client with the first cluster that is opened: the driver's start would pay for it otherwise. */
export const connectKubernetes: ConnectKubernetes = async (access, signal) => {
  const { connectWithClientNode } = await import('../providers/common/client-node-kubernetes-api.js');
  return connectWithClientNode(access, signal);
};
