import { emptyClusterInfo, type ClusterInfo } from '../../core/contract/cluster-info.js';
import type { RawOptions } from '../../core/options/raw-options.js';

/** Which driver a cluster belongs to: one of our providers, by name or path, or any driver binary, by absolute path. */
export type DriverReference =
  { readonly kind: 'provider'; readonly name: string } | { readonly kind: 'binary'; readonly path: string };

/** What the user wants: the part that Rancher keeps in a cluster's spec. */
export interface ClusterSpec {
  /** The id that the driver knows the cluster by: a DNS label. */
  readonly name: string;
  readonly displayName: string;
  readonly driver: DriverReference;
  /** By camelCase name, as Rancher spells them. */
  readonly options: RawOptions;
  /** CamelCase names of the options that hold a credential. */
  readonly secrets: readonly string[];
}

/** All that is kept of a cluster between two operations. */
export interface ClusterRecord extends ClusterSpec {
  /** The driver's last answer, and the status. */
  readonly info: ClusterInfo;
  /** Why the last operation failed; "" when it did not. */
  readonly lastError: string;
  /** Milliseconds since the epoch. */
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** The record of a cluster of which nothing exists yet. */
export function newRecord(spec: ClusterSpec, nowMs: number): ClusterRecord {
  return { ...spec, info: emptyClusterInfo, lastError: '', createdAtMs: nowMs, updatedAtMs: nowMs };
}

/**
 * The driver's name in `driverName` and on the screen. The name of a packaged driver is what follows Rancher's prefix in
 * its file name.
 */
export function driverName(driver: DriverReference): string {
  const name = driver.kind === 'provider' ? driver.name : driver.path;
  const base = name.slice(name.lastIndexOf('/') + 1);
  return base.replace(/^kontainer-engine-driver-/, '').replace(/\.[cm]?[jt]s$/, '');
}
