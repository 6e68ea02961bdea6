import { stateKey } from '../../core/state/state.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import { driverName, type ClusterRecord, type ClusterSpec } from '../records/cluster-record.js';
import { flattenState } from './flatten-state.js';

/** The options of a question about a cluster's abilities: the user's options, and the names that Rancher adds. */
export function specOptions(spec: ClusterSpec): RawOptions {
  return withStrings(spec.options, {
    driverName: driverName(spec.driver),
    name: spec.name,
    displayName: spec.displayName,
  });
}

/**
 * The options of a Create. On a retry, every entry of the stored metadata, the state included, replaces the text option of
 * its name.
 */
export function createOptions(record: ClusterRecord): RawOptions {
  return withStrings(specOptions(record), record.info.metadata);
}

/**
 * The options of an Update and of an etcd snapshot. The state fills in what the user did not give; then every other
 * metadata entry replaces the text option of its name.
 */
export function updateOptions(record: ClusterRecord): RawOptions {
  const { [stateKey]: state, ...metadata } = record.info.metadata;
  return withStrings(flattenState(state, specOptions(record)), metadata);
}

function withStrings(options: RawOptions, strings: Readonly<Record<string, string>>): RawOptions {
  return { ...options, strings: { ...options.strings, ...strings } };
}
