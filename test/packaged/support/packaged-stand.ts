import { startReachableDouble } from '../../providers/gke/support/reachable-double.js';
import type { GkeStand } from '../../providers/gke/support/gke-stand.js';
import { rawOptions } from '../../support/raw-options.js';
import { PackagedGkeDriver } from './packaged-gke-driver.js';

/** Runs the packaged program, a process for each driver, before clusters with a control plane that it connects to. */
export function packagedStand(program: string): GkeStand {
  return {
    startDouble: startReachableDouble,
    openDriver: ({ environment }) => new PackagedGkeDriver(program, environment),
    startApart: ({ operation, options, info }) => {
      const driver = new PackagedGkeDriver(program);
      let killed = false;
      const work = async (): Promise<'killed' | 'ended'> => {
        await using apart = driver;
        try {
          if (operation === 'create') await apart.create(rawOptions(options), info);
          else await apart.update(info, rawOptions(options));
          return 'ended';
        } catch (thrown) {
          if (killed) return 'killed';
          throw thrown;
        }
      };
      const kill = () => {
        killed = true;
        void driver.kill();
      };
      return Promise.resolve({ outcome: work(), kill });
    },
  };
}
