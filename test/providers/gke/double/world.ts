import { type VersionCatalogue, usualVersions } from './container/versions.ts';

export interface MachineType {
  readonly name: string;
  readonly guestCpus: number;
  readonly memoryMb: number;
  readonly isSharedCpu?: boolean;
  /** Set where Compute Engine calls the type deprecated: what to take instead. */
  readonly replacement?: string;
}

/** What exists before a test starts: one project of a small and regular cloud. */
export interface World {
  readonly project: string;
  readonly projectNumber: string;
  /** Zones by region. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly networks: readonly string[];
  /** The name of each subnetwork, which every region has. */
  readonly subnetworks: readonly string[];
  readonly machineTypes: readonly MachineType[];
  /** What a region allows, by metric; `CPUS` is counted when machines are made. */
  readonly quotas: Readonly<Record<string, number>>;
  readonly versions: VersionCatalogue;
  /** Services that are not enabled, such as `container.googleapis.com`. */
  readonly disabledServices: readonly string[];
  /** Permissions that nobody has, such as `container.clusters.create`. */
  readonly deniedPermissions: readonly string[];
}

/** The world of a test that says nothing about it. */
export const usualWorld: World = {
  project: 'double-project',
  projectNumber: '123456789012',
  regions: {
    'us-central1': ['us-central1-a', 'us-central1-b', 'us-central1-c', 'us-central1-f'],
    'europe-west4': ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
    'asia-east1': ['asia-east1-a', 'asia-east1-b', 'asia-east1-c'],
  },
  networks: ['default', 'private-network'],
  subnetworks: ['default', 'private-subnet'],
  machineTypes: [
    { name: 'e2-micro', guestCpus: 2, memoryMb: 1024, isSharedCpu: true },
    { name: 'e2-medium', guestCpus: 2, memoryMb: 4096, isSharedCpu: true },
    { name: 'e2-standard-2', guestCpus: 2, memoryMb: 8192 },
    { name: 'e2-standard-4', guestCpus: 4, memoryMb: 16384 },
    { name: 'e2-standard-8', guestCpus: 8, memoryMb: 32768 },
    { name: 'n1-standard-1', guestCpus: 1, memoryMb: 3840 },
    { name: 'n1-standard-2', guestCpus: 2, memoryMb: 7680 },
    { name: 'n2-standard-2', guestCpus: 2, memoryMb: 8192 },
    { name: 'n2-standard-4', guestCpus: 4, memoryMb: 16384 },
    { name: 'n2d-standard-4', guestCpus: 4, memoryMb: 16384 },
    { name: 'm1-ultramem-40-old', guestCpus: 40, memoryMb: 984064, replacement: 'm1-ultramem-40' },
  ],
  quotas: { CPUS: 200, INSTANCES: 100, IN_USE_ADDRESSES: 64, DISKS_TOTAL_GB: 20480, SSD_TOTAL_GB: 5000 },
  versions: usualVersions,
  disabledServices: [],
  deniedPermissions: [],
};

/** The region of a location: itself, or the one that a zone is in; undefined for a place that the world lacks. */
export function regionOf(world: World, location: string): string | undefined {
  return Object.keys(world.regions).find((region) => region === location || world.regions[region]?.includes(location));
}

/** Where the nodes of a cluster in a location are by default: its zone, or three zones of its region. */
export function usualZones(world: World, location: string): string[] {
  return world.regions[location]?.slice(0, 3) ?? [location];
}
