/**
 * What the author of an adapter needs: the provider interface, the types around it, and the error class.
 * The module of an adapter exports `createProvider(services): Provider`.
 */
export type { Clock } from './core/clock.js';
export type { ClusterAccess, ClusterCredential } from './core/contract/cluster-access.js';
export type { Check, DoctorContext } from './core/contract/doctor.js';
export { DriverError, type ErrorCode } from './core/driver-error.js';
export type { EtcdSnapshots } from './core/contract/etcd-snapshots.js';
export type { Json, JsonObject } from './core/json.js';
export type {
  ConnectKubernetes,
  KubernetesApi,
  KubernetesKind,
  KubernetesObject,
} from './core/contract/kubernetes-api.js';
export type { KubernetesCapabilities } from './core/contract/kubernetes-capabilities.js';
export type { Log, LogFields } from './core/log.js';
export type {
  BoolOption,
  IntOption,
  ListOption,
  Option,
  OptionTable,
  OptionValues,
  StringOption,
} from './core/options/option-table.js';
export type { ProviderModule } from './core/contract/provider-module.js';
export type { ProviderServices } from './core/contract/provider-services.js';
export type { Provider } from './core/contract/provider.js';
export type {
  ClusterContext,
  CreateContext,
  OperationContext,
  UpdateContext,
} from './core/contract/operation-context.js';
export type { OptionProblem } from './core/options/option-problem.js';
export type { StateMigrations, StoredState } from './core/state/state.js';
export type { TimeLimits } from './core/contract/time-limits.js';
