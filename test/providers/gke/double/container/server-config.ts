import { checkLocation } from './check-cluster.ts';
import type { ContainerMethod } from './container-call.ts';
import type { ContainerState } from './container-state.ts';

/** What can be asked for in a location. */
export function serverConfigMethods({ world }: ContainerState): Readonly<Record<string, ContainerMethod>> {
  return {
    GetServerConfig: ({ location }) => {
      checkLocation(world, location);
      const { versions } = world;
      return Promise.resolve({
        defaultClusterVersion: versions.default,
        validMasterVersions: versions.masters,
        validNodeVersions: versions.nodes,
        defaultImageType: 'COS_CONTAINERD',
        validImageTypes: ['COS_CONTAINERD', 'UBUNTU_CONTAINERD', 'WINDOWS_LTSC_CONTAINERD'],
        channels: Object.entries(versions.channels).map(([channel, { default: byDefault, valid }]) => ({
          channel,
          defaultVersion: byDefault,
          validVersions: valid,
          upgradeTargetVersion: byDefault,
        })),
      });
    },
  };
}
