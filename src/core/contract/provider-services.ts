import type { Clock } from '../clock.js';
import type { ConnectKubernetes } from './kubernetes-api.js';
import type { Log } from '../log.js';

/** The services that the host gives to a provider. */
export interface ProviderServices {
  readonly clock: Clock;
  readonly log: Log;
  /** Opens a cluster's API, for a provider that reads or changes objects in it. */
  readonly connectKubernetes: ConnectKubernetes;
}
