import { stateKey } from '../../core/state/state.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import { driverName, type ClusterRecord, type ClusterSpec } from '../records/cluster-record.js';
import { flattenState } from './flatten-state.js';

/** The options that a driver is asked about a cluster's abilities with: the user's, and the names that Rancher adds. */
export function specOptions(spec: ClusterSpec): RawOptions {
  return withStrings(spec.options, {
    driverName: driverName(spec.driver),
    name: spec.name,
    displayName: spec.displayName,
  });
}

/** The options of a Create. On a retry every entry of the stored metadata, the state included, is laid over the texts. */
export function createOptions(record: ClusterRecord): RawOptions {
  return withStrings(specOptions(record), record.info.metadata);
}

/**
 * The options of an Update, and of an etcd snapshot: what the state holds and the user did not give is filled in, then all
 * other metadata is laid over the texts.
 */
export function updateOptions(record: ClusterRecord): RawOptions {
  const { [stateKey]: state, ...metadata } = record.info.metadata;
  return withStrings(flattenState(state, specOptions(record)), metadata);
}

function withStrings(options: RawOptions, strings: Readonly<Record<string, string>>): RawOptions {
  return { ...options, strings: { ...options.strings, ...strings } };
}
