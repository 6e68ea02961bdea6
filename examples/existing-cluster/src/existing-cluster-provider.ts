import {
  type ClusterAccess,
  DriverError,
  type OperationContext,
  type OptionValues,
  type Provider,
  type ProviderServices,
} from 'rancher-driver-host';
import { existingClusterOptions } from './existing-cluster-options.js';
import { readKubeconfig } from './read-kubeconfig.js';

type Options = typeof existingClusterOptions;

/** Which cluster it is: the uid of kube-system lives and dies with a cluster. */
interface State {
  readonly clusterUid: string;
  readonly [key: string]: string;
}

/** Hands a cluster that somebody else made to Rancher. It creates nothing, and so removes nothing. */
export function createProvider(services: ProviderServices): Provider<Options, State> {
  /** Looks into the cluster; other than what was looked into before, it is refused. */
  const identify = async (
    context: OperationContext,
    options: OptionValues<Options>,
    expected?: State,
  ): Promise<State> => {
    const access = accessOf(options);
    context.progress(`looking into the cluster at ${access.endpoint}`);
    const api = await services.connectKubernetes(access, context.signal);
    try {
      const clusterUid = (await api.read('Namespace', 'kube-system'))?.metadata.uid;
      if (clusterUid === undefined) {
        throw new DriverError('NOT_FOUND', {
          attempted: `look into ${access.endpoint}`,
          why: 'it has no namespace kube-system',
        });
      }
      if (expected !== undefined && expected.clusterUid !== clusterUid) {
        const why = 'the kubeconfig points to another cluster than before';
        throw new DriverError('CONFLICT', {
          attempted: `look into ${access.endpoint}`,
          why,
          whatToDo: 'give one of the same cluster',
        });
      }
      return { clusterUid };
    } finally {
      await api.close();
    }
  };
  return {
    name: 'existing',
    description: 'A cluster that already exists, given its kubeconfig',
    options: existingClusterOptions,
    stateVersion: 1,
    create: (context) => identify(context, context.options, context.resume),
    update: (context) => identify(context, context.options, context.state),
    access: (context) => Promise.resolve(accessOf(context.options)),
    remove: () => Promise.resolve(),
  };
}

function accessOf(options: OptionValues<Options>): ClusterAccess {
  return readKubeconfig(options.kubeconfig, options.context);
}
