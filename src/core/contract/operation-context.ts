import type { JsonObject } from '../json.js';
import type { RunningOperation } from '../running-operation.js';
import type { OptionTable, OptionValues } from '../options/option-table.js';

/** The context of every call of a provider. */
export interface OperationContext extends RunningOperation {
  /** Rancher's internal id of the cluster (`c-xxxxx`), or the name that the user typed: a DNS label, the same in every call. */
  readonly name: string;
}

/** The context of `create`. */
export interface CreateContext<T extends OptionTable, S extends JsonObject> extends OperationContext {
  readonly options: OptionValues<T>;
  /** The user's name for the cluster; `name` where they gave none. */
  readonly displayName: string;
  /** The last checkpoint of an earlier, failed create; absent on a first try and after a crash. */
  readonly resume?: S;
  /**
   * Keeps `state`: if this create fails later, Rancher stores the state and gives it back as `resume`. Call it as soon
   * as something exists that costs money or has to be deleted, and again when more is known.
   */
  checkpoint(state: S): void;
}

/** The context of every call about an existing cluster. */
export interface ClusterContext<T extends OptionTable, S extends JsonObject> extends OperationContext {
  /** The options of the last create or update, secrets included. */
  readonly options: OptionValues<T>;
  readonly state: S;
}

/** The context of `update`: `options` are what the user wants now. */
export interface UpdateContext<T extends OptionTable, S extends JsonObject> extends ClusterContext<T, S> {
  /**
   * The options of the last create or update, to find out what the user edited. Read the cluster's condition from the
   * cloud, not from these.
   */
  readonly previous: OptionValues<T>;
  /** Kebab-case names of the options that this call gave; the others are kept from `previous`. */
  readonly given: ReadonlySet<string>;
}
