import type { Provider } from './provider.js';

/** Rancher's numbers for the optional abilities of a driver. */
export const capabilityNumbers = {
  getVersion: 0,
  setVersion: 1,
  getClusterSize: 2,
  setClusterSize: 3,
  etcdBackup: 4,
} as const;

/** One of the abilities that Rancher asks about. */
export type Capability = keyof typeof capabilityNumbers;

/**
 * Returns the abilities of a provider, by the methods that it has. The core itself reads the version and size of any
 * cluster.
 */
export function capabilitiesOf(provider: Provider): ReadonlySet<Capability> {
  const capabilities = new Set<Capability>(['getVersion', 'getClusterSize']);
  if (provider.setVersion !== undefined) capabilities.add('setVersion');
  if (provider.setNodeCount !== undefined) capabilities.add('setClusterSize');
  if (provider.etcdSnapshots !== undefined) capabilities.add('etcdBackup');
  return capabilities;
}
