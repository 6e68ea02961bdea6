import { DriverError, messageOf } from '../driver-error.js';
import { isJsonObject, type Json, type JsonObject } from '../json.js';

/** What the driver remembers of a cluster, before it is written into the metadata that Rancher keeps. */
export interface StoredState {
  /** The cluster's name. Rancher sends it with options only, so Remove and PostCheck read it from here. */
  readonly name: string;
  readonly displayName: string;
  /** The options of the last create or update, by kebab-case name; secrets too, because Remove gets no options. */
  readonly options: JsonObject;
  /** The provider's own part. */
  readonly data: JsonObject;
  /** What the last update could not do and nobody was told of; absent where nothing is left. */
  readonly outstanding?: OutstandingUpdate | undefined;
}

/** What an update has left to do. */
export interface OutstandingUpdate {
  /** Why it was left. */
  readonly why: string;
  /** Since when, in ISO 8601. */
  readonly since: string;
  /** The options to bring the cluster to, by kebab-case name; absent where they are wrong, and only the user can correct them. */
  readonly options?: JsonObject | undefined;
}

/** Migrations by the version that they start from: migration 1 turns a state of version 1 into one of version 2. */
export type StateMigrations = Readonly<
  Record<number, (old: Pick<StoredState, 'options' | 'data'>) => Pick<StoredState, 'options' | 'data'>>
>;

/** The properties of a provider that reading and writing its state needs. */
export interface StateOwner {
  readonly name: string;
  readonly stateVersion: number;
  readonly migrations?: StateMigrations;
}

/** The metadata key of the state. Rancher copies every other key over the options, so the driver uses no other. */
export const stateKey = 'state';

const formatName = 'rancher-driver-host';
const formatVersion = 1;
/**
 * Largest state, in characters. Rancher writes it, with its quotes escaped, into one Secret of at most 1 MiB, beside
 * certificates and options.
 */
const largestState = 600_000;

/**
 * Returns `metadata` with the state in it.
 *
 * The state is written as a JSON list. Rancher's Update would turn every key of a JSON *object* into an option that the
 * user did not give, and so bring back options that they have cleared. It leaves anything but an object alone
 * (kontainer-engine, `cluster/cluster.go`, `Update` and `flattenIfNotExist`).
 * @throws INTERNAL where the state is too large for the one Secret in which Rancher keeps a cluster's whole record
 */
export function writeState(
  metadata: Readonly<Record<string, string>>,
  owner: StateOwner,
  state: StoredState,
): Record<string, string> {
  const { name, displayName, options, data, outstanding } = state;
  const body = { provider: owner.name, version: owner.stateVersion, name, displayName, options, data, outstanding };
  const text = JSON.stringify([formatName, formatVersion, body]);
  if (text.length > largestState) {
    const why = `the state that the provider ${owner.name} wants to keep is larger than Rancher can store`;
    throw new DriverError('INTERNAL', {
      attempted: `keep the state of ${name}`,
      why: `${why} (${String(text.length)} characters)`,
    });
  }
  return { ...metadata, [stateKey]: text };
}

/**
 * Returns the state in `metadata`, migrated to the owner's version, or undefined where there is none.
 * @throws INVALID when it cannot be read, was written by a newer version, or belongs to another driver or provider
 */
export function readState(metadata: Readonly<Record<string, string>>, owner: StateOwner): StoredState | undefined {
  const text = metadata[stateKey];
  if (text === undefined || text === '') return undefined;
  const parsed = parseJson(text);
  if (!isOurs(parsed)) {
    throw unreadable(`it was not written by this driver`, 'use the driver that made this cluster');
  }
  const [, format, body] = parsed;
  if (format !== formatVersion) {
    throw unreadable(
      `its format is ${JSON.stringify(format)}, this driver knows ${String(formatVersion)}`,
      'update the driver',
    );
  }
  if (!isJsonObject(body) || !isVersion(body.version) || typeof body.name !== 'string') {
    throw unreadable('it is damaged', 'restore the cluster record from a backup');
  }
  if (body.provider !== owner.name) {
    throw unreadable(
      `it belongs to the provider ${JSON.stringify(body.provider)}, this driver runs ${JSON.stringify(owner.name)}`,
      'use the driver that made this cluster',
    );
  }
  return migrate(body, body.version, body.name, owner);
}

/** Whether a text is a state that this driver wrote, for any provider; never throws. */
export function holdsOurState(text: string): boolean {
  try {
    return isOurs(JSON.parse(text));
  } catch {
    return false;
  }
}

/** The name of the cluster in a state that this driver wrote, whether the rest can be read or not; never throws. */
export function nameInState(metadata: Readonly<Record<string, string>>): string | undefined {
  const text = metadata[stateKey] ?? '';
  if (!holdsOurState(text)) return undefined;
  const [, , body] = JSON.parse(text) as readonly unknown[];
  return isJsonObject(body) && typeof body.name === 'string' ? body.name : undefined;
}

function migrate(body: JsonObject, version: number, name: string, owner: StateOwner): StoredState {
  if (version > owner.stateVersion) {
    const known = `this driver knows up to ${String(owner.stateVersion)}`;
    throw unreadable(`its version is ${String(version)}, ${known}`, 'update the driver');
  }
  let { options, data } = { options: objectOrEmpty(body.options), data: objectOrEmpty(body.data) };
  for (let from = version; from < owner.stateVersion; from++) {
    const step = owner.migrations?.[from];
    if (step === undefined) {
      throw unreadable(`its version ${String(from)} is no longer supported`, 'update it with an older driver first');
    }
    try {
      ({ options, data } = step({ options, data }));
    } catch (cause) {
      const why = `its migration from version ${String(from)} failed: ${messageOf(cause)}`;
      throw unreadable(why, 'report this to the maker of the driver', cause);
    }
  }
  const displayName = typeof body.displayName === 'string' ? body.displayName : name;
  const outstanding = outstandingIn(body.outstanding, version === owner.stateVersion);
  return { name, displayName, options, data, ...(outstanding === undefined ? {} : { outstanding }) };
}

/** Options of an older version are left out: no migration brings them up. */
function outstandingIn(value: Json | undefined, isCurrent: boolean): OutstandingUpdate | undefined {
  if (!isJsonObject(value) || typeof value.why !== 'string' || typeof value.since !== 'string') return undefined;
  const { why, since, options } = value;
  return { why, since, ...(isCurrent && isJsonObject(options) ? { options } : {}) };
}

function isVersion(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable('it is not JSON, perhaps cut short', 'restore the cluster record from a backup', cause);
  }
}

function isOurs(parsed: unknown): parsed is readonly Json[] {
  return Array.isArray(parsed) && parsed[0] === formatName;
}

function objectOrEmpty(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function unreadable(why: string, whatToDo: string, cause?: unknown): DriverError {
  return new DriverError('INVALID', { attempted: 'read the state of the cluster', why, whatToDo, cause });
}
