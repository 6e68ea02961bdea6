import type { Provider } from './provider.js';

/** Rancher's numbers for what a driver may be able to do beyond its duties. */
export const capabilityNumbers = {
  getVersion: 0,
  setVersion: 1,
  getClusterSize: 2,
  setClusterSize: 3,
  etcdBackup: 4,
} as const;

/** One of the abilities that Rancher asks about. */
export type Capability = keyof typeof capabilityNumbers;

/** What a provider can do, read from what it implements: version and size are read from any cluster by the core. */
export function capabilitiesOf(provider: Provider): ReadonlySet<Capability> {
  const capabilities = new Set<Capability>(['getVersion', 'getClusterSize']);
  if (provider.setVersion !== undefined) capabilities.add('setVersion');
  if (provider.setNodeCount !== undefined) capabilities.add('setClusterSize');
  if (provider.etcdSnapshots !== undefined) capabilities.add('etcdBackup');
  return capabilities;
}
