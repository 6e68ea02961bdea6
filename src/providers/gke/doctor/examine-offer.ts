import type { Check, DoctorContext } from '../../../core/contract/doctor.js';
import { ownedBy } from '../../cloud/ownership.js';
import { examine, ok } from './examine.js';
import type { GkeCatalogue } from '../google/gke-catalogue.js';
import { regionOf } from '../options/gke-location.js';
import type { GkeOptions } from '../options/gke-options.js';
import { resolveGoal } from '../plan/resolve-goal.js';
import type { GoogleCloud } from '../google/google-cloud.js';

/**
 * Checks whether the location exists, whether Google offers there what the options ask for, and whether the name is
 * free.
 */
export async function examineOffer(
  { name, options }: DoctorContext<GkeOptions>,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
): Promise<readonly Check[]> {
  const { location, cluster } = cloud.location;
  const owner = { cluster: name, installation: options.installation };
  return [
    ...(await examine('region', async () => {
      const region = await catalogue.region(cloud, regionOf(location));
      if (region !== undefined) return ok('region', `${regionOf(location)} exists`);
      const detail = `there is no region ${regionOf(location)}`;
      return { name: 'region', result: 'failed', detail, whatToDo: 'give a region or zone of Google Cloud' };
    })),
    ...(await examine('versions and machines', async () => {
      const offer = await catalogue.offer(cloud);
      await resolveGoal(options, { owner }, cloud, catalogue, undefined);
      return ok('versions and machines', `offered; the default version is ${offer.defaultClusterVersion ?? 'unknown'}`);
    })),
    ...(await examine('name', async () => {
      const clusters = await cloud.gke.listClusters();
      const found = clusters.find((each) => each.name === cluster);
      if (found === undefined) return ok('name', `${cluster} is free`);
      const ours = ownedBy([{ labels: found.resourceLabels ?? null }], owner).length > 0;
      if (ours) return ok('name', `${cluster} exists and is this driver's: a create would go on with it`);
      const whatToDo = 'choose another name, or remove that cluster';
      return { name: 'name', result: 'failed', detail: `${cluster} exists and is not this driver's`, whatToDo };
    })),
  ];
}
