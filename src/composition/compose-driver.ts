import { container as root, type DependencyContainer } from 'tsyringe';
import { ClusterDriver } from '../core/operations/cluster-driver.js';
import type { Clock } from '../core/clock.js';
import type { ConnectKubernetes } from '../core/contract/kubernetes-api.js';
import type { Log } from '../core/log.js';
import { OperationRunner } from '../core/operations/operation-runner.js';
import type { ProviderServices } from '../core/contract/provider-services.js';
import type { Provider } from '../core/contract/provider.js';
import { Redactor } from '../core/secrets/redactor.js';
import type { RancherHost, UpdateErrorPolicy } from '../core/contract/rancher-host.js';
import {
  clockToken,
  connectKubernetesToken,
  logToken,
  providerToken,
  rancherHostToken,
  updateErrorPolicyToken,
} from '../core/injection/injection-tokens.js';

/** Everything that a driver is put together from. */
export interface DriverParts {
  readonly provider: Provider;
  readonly clock: Clock;
  readonly connectKubernetes: ConnectKubernetes;
  readonly redactor: Redactor;
  readonly log: Log;
  /** Nobody where absent. */
  readonly rancher?: RancherHost;
  /** `ask` where absent. */
  readonly updateErrors?: UpdateErrorPolicy;
}

/** A driver, ready to be served. */
export interface ComposedDriver {
  readonly driver: ClusterDriver;
  readonly runner: OperationRunner;
}

const noRancher: RancherHost = { version: () => Promise.resolve(undefined) };

/** The composition root: the one place that knows the container. A test swaps whatever part it wants to be another. */
export function composeDriver(parts: DriverParts): ComposedDriver {
  const container: DependencyContainer = root.createChildContainer();
  container.registerInstance(providerToken, parts.provider);
  container.registerInstance(clockToken, parts.clock);
  container.registerInstance(connectKubernetesToken, parts.connectKubernetes);
  container.registerInstance(logToken, parts.log);
  container.registerInstance(rancherHostToken, parts.rancher ?? noRancher);
  container.registerInstance(updateErrorPolicyToken, parts.updateErrors ?? 'ask');
  container.registerInstance(Redactor, parts.redactor);
  return { driver: container.resolve(ClusterDriver), runner: container.resolve(OperationRunner) };
}

/** The part of the services that a provider gets. */
export function servicesOf(parts: Pick<DriverParts, 'clock' | 'log' | 'connectKubernetes'>): ProviderServices {
  const { clock, log, connectKubernetes } = parts;
  return { clock, log, connectKubernetes };
}
