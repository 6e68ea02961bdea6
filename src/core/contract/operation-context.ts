import type { JsonObject } from '../json.js';
import type { RunningOperation } from '../running-operation.js';
import type { OptionTable, OptionValues } from '../options/option-table.js';

/** What every call of a provider gets. */
export interface OperationContext extends RunningOperation {
  /** Rancher's internal id of the cluster (`c-xxxxx`), or the name that the user typed: a DNS label, the same in every call. */
  readonly name: string;
}

/** What `create` gets. */
export interface CreateContext<T extends OptionTable, S extends JsonObject> extends OperationContext {
  readonly options: OptionValues<T>;
  /** What the human calls the cluster; the name where nothing else was given. */
  readonly displayName: string;
  /** The state that an earlier, failed create left; absent on a first try, and also after a crash. */
  readonly resume?: S;
  /**
   * Keeps `state` as what this create has come to: if it fails from here on, Rancher stores it and gives it back as `resume`.
   * Call it as soon as something exists that costs money or has to be deleted, and again when more is known.
   */
  checkpoint(state: S): void;
}

/** What every call about an existing cluster gets. */
export interface ClusterContext<T extends OptionTable, S extends JsonObject> extends OperationContext {
  /** The options that the cluster was last made or updated with, secrets included. */
  readonly options: OptionValues<T>;
  readonly state: S;
}

/** What `update` gets: `options` are what the user wants now. */
export interface UpdateContext<T extends OptionTable, S extends JsonObject> extends ClusterContext<T, S> {
  /** The options of the last create or update, for telling what the user edited. The cloud, not this, says what is. */
  readonly previous: OptionValues<T>;
  /** Kebab-case names of the options that this call brought; the others were kept from `previous`. */
  readonly given: ReadonlySet<string>;
}
