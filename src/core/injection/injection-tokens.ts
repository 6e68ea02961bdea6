import type { Clock } from '../clock.js';
import { token } from './injection.js';
import type { ConnectKubernetes } from '../contract/kubernetes-api.js';
import type { Log } from '../log.js';
import type { RancherHost, UpdateErrorPolicy } from '../contract/rancher-host.js';
import type { Provider } from '../contract/provider.js';

/** The adapter that was chosen. Tests swap providers by registering another one here. */
export const providerToken = token<Provider>('Provider');
export const clockToken = token<Clock>('Clock');
export const logToken = token<Log>('Log');
export const connectKubernetesToken = token<ConnectKubernetes>('ConnectKubernetes');
export const rancherHostToken = token<RancherHost>('RancherHost');
export const updateErrorPolicyToken = token<UpdateErrorPolicy>('UpdateErrorPolicy');
