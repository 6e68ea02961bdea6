import type { ProviderServices } from '../../core/contract/provider-services.js';
import type { Provider } from '../../core/contract/provider.js';
import type { ClusterContext, OperationContext } from '../../core/contract/operation-context.js';
import { cloudError } from '../cloud/cloud-failure.js';
import type { Owner } from '../cloud/ownership.js';
import { shortLivedAccess } from '../cloud/short-lived-access.js';
import { changeGkeCluster, resizedOptions } from './converge/update-gke-cluster.js';
import type { Convergence } from './converge/converge-cluster.js';
import { createGkeCluster } from './converge/create-gke-cluster.js';
import { GkeCatalogue } from './google/gke-catalogue.js';
import { describeLocation } from './options/gke-location.js';
import type { GkeOptions, GkeOptionValues } from './options/gke-options.js';
import type { GkeSettings } from './gke-settings.js';
import type { GkeState } from './options/gke-state.js';
import { GoogleClients } from './google/google-clients.js';
import { type GoogleCloud, openGoogleCloud } from './google/google-cloud.js';
import { clearLeftovers } from './converge/clear-leftovers.js';
import { removeGkeCluster } from './converge/remove-gke-cluster.js';
import { removalFailure } from './converge/removal-failure.js';
import { examineGke } from './doctor/examine-gke.js';

type GkeProvider = Required<Provider<GkeOptions, GkeState>>;

/** The operations of the provider, without its description and options. They are loaded with the first call. */
export type GkeOperations = Pick<
  GkeProvider,
  'create' | 'access' | 'remove' | 'update' | 'setVersion' | 'setNodeCount' | 'doctor'
>;

/** Makes the operations of one provider. They share access tokens, connections and the cached offer of Google. */
export function gkeOperations(services: ProviderServices, settings: GkeSettings): GkeOperations {
  const { clock, log } = services;
  const { environment = process.env, requestTimeoutMs = 60_000, random } = settings;
  const catalogue = new GkeCatalogue(clock);
  const clients = new GoogleClients(environment, log);

  const withCloud = async <T>(
    context: OperationContext,
    options: GkeOptionValues,
    state: GkeState | undefined,
    use: (convergence: Convergence, cloud: GoogleCloud) => Promise<T>,
  ): Promise<T> => {
    const { signal, progress } = context;
    const running = { clock, signal, progress, ...(random === undefined ? {} : { random }) };
    const session = { running, clients, requestTimeoutMs };
    const cloud = await openGoogleCloud(context.name, options, state, session);
    return use({ cloud, running, log }, cloud);
  };
  const change = async (
    context: ClusterContext<GkeOptions, GkeState>,
    wish: Parameters<typeof changeGkeCluster>[1],
  ): Promise<GkeState> =>
    withCloud(context, wish.options, context.state, (convergence) =>
      changeGkeCluster(context, wish, ownerOf(context, context.state), convergence, catalogue),
    );

  return {
    create: async (context) =>
      withCloud(context, context.options, context.resume, (convergence) =>
        createGkeCluster(context, ownerOf(context, context.options), convergence, catalogue),
      ),
    access: async (context) =>
      withCloud(context, context.options, context.state, async (_, { gke, session, location }) => {
        const [cluster, token] = await Promise.all([gke.findCluster(), session.accessToken()]);
        if (cluster === undefined) {
          throw cloudError(`reach ${describeLocation(location)}`, { kind: 'not-found', why: 'it does not exist' });
        }
        const ip = cluster.controlPlaneEndpointsConfig?.ipEndpointsConfig;
        const endpoint = context.options.enablePrivateEndpoint === true ? ip?.privateEndpoint : undefined;
        const clusterEndpoint = {
          endpoint: endpoint ?? cluster.endpoint,
          caCertificate: cluster.masterAuth?.clusterCaCertificate,
        };
        const access = shortLivedAccess(location.cluster, clusterEndpoint, token);
        const version = cluster.currentMasterVersion ?? undefined;
        return version === undefined ? access : { ...access, version };
      }),
    remove: async (context) => {
      const { options, state } = context;
      const leftovers = await withCloud(context, options, state, async (convergence) => {
        const gone = await removeGkeCluster(state, ownerOf(context, state), convergence);
        return gone ? () => clearLeftovers(convergence, options.deleteLeftovers === true) : undefined;
      }).catch((thrown: unknown) => {
        throw removalFailure(thrown, state);
      });
      await leftovers?.();
    },
    update: async (context) => {
      const { options, previous, given } = context;
      return change(context, { options, previous, countGiven: given.has('node-count') });
    },
    setVersion: async (context, version) => {
      const { masterVersion: _, nodeVersion: __, ...others } = context.options;
      const options = { ...others, kubernetesVersion: version, masterVersion: undefined, nodeVersion: undefined };
      await change(context, { options, previous: context.options, countGiven: false });
    },
    setNodeCount: async (context, count) => {
      const options = await withCloud(context, context.options, context.state, (_, cloud) =>
        resizedOptions(context.options, count, cloud),
      );
      await change(context, { options, previous: context.options, countGiven: true });
    },
    doctor: async (context) => {
      const running = { clock, signal: context.signal, progress: context.progress };
      return examineGke(context, { running, clients, requestTimeoutMs }, environment);
    },
  };
}

function ownerOf({ name }: OperationContext, { installation }: { readonly installation: string }): Owner {
  // A label can hold any DNS label.
  return { cluster: name, installation };
}
