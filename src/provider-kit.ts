/**
 * What the author of an adapter needs: the provider interface, the types around it, and the error class.
 * The module of an adapter exports `createProvider(services): Provider`.
 */
export type { Clock } from './core/clock.js';
export type { ClusterAccess, ClusterCredential } from './core/cluster-access.js';
export type { Check, DoctorContext } from './core/doctor.js';
export { DriverError, type ErrorCode } from './core/driver-error.js';
export type { EtcdSnapshots } from './core/etcd-snapshots.js';
export type { Json, JsonObject } from './core/json.js';
export type { ConnectKubernetes, KubernetesApi, KubernetesKind, KubernetesObject } from './core/kubernetes-api.js';
export type { KubernetesCapabilities } from './core/kubernetes-capabilities.js';
export type { Log, LogFields } from './core/log.js';
export type {
  BoolOption,
  IntOption,
  ListOption,
  Option,
  OptionTable,
  OptionValues,
  StringOption,
} from './core/option-table.js';
export type { ProviderModule } from './core/provider-module.js';
export type { ProviderServices } from './core/provider-services.js';
export type {
  ClusterContext,
  CreateContext,
  OperationContext,
  OptionProblem,
  Provider,
  UpdateContext,
} from './core/provider.js';
export type { StateMigrations, StoredState } from './core/state.js';
export type { TimeLimits } from './core/time-limits.js';
