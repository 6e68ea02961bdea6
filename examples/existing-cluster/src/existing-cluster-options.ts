import type { OptionTable } from 'rancher-driver-host';

/** What the adapter asks for. */
export const existingClusterOptions = {
  kubeconfig: {
    type: 'string',
    usage: 'Content of a kubeconfig whose credential is cluster-admin',
    secret: true,
    required: true,
  },
  context: {
    type: 'string',
    usage: 'Context of the kubeconfig to use; its current one where this is not given',
  },
} as const satisfies OptionTable;
