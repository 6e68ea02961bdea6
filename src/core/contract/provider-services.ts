import type { Clock } from '../clock.js';
import type { ConnectKubernetes } from './kubernetes-api.js';
import type { Log } from '../log.js';

/** What the host lends to a provider when it makes one. */
export interface ProviderServices {
  readonly clock: Clock;
  readonly log: Log;
  /** Opens a cluster's API for a provider that has to look into it. */
  readonly connectKubernetes: ConnectKubernetes;
}
