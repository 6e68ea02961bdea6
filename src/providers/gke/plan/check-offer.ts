import { isDriverError } from '../../../core/driver-error.js';
import type { OptionProblem } from '../../../core/options/option-problem.js';
import type { DesiredPool } from '../../cloud/node-pool.js';
import type { ClusterGoal } from './cluster-goal.js';
import type { Cluster } from '../google/gke-api.js';
import type { GkeCatalogue } from '../google/gke-catalogue.js';
import { isZone } from '../options/gke-location.js';
import type { GoogleCloud } from '../google/google-cloud.js';

/**
 * Returns what Google does not offer: machine types and images that pools should get. What a pool has already is not
 * checked. Where the credential may not ask, Google itself refuses later.
 */
export async function checkOffer(
  goal: ClusterGoal,
  cluster: Cluster | undefined,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
): Promise<readonly OptionProblem[]> {
  const pools = goal.pools.map((pool) => ({
    pool,
    actual: cluster?.nodePools?.find(({ name }) => name === pool.name),
  }));
  const machineTypes = pools.flatMap(({ pool, actual }) => newValue(pool, 'machineType', actual?.config?.machineType));
  const imageTypes = pools.flatMap(({ pool, actual }) => newValue(pool, 'imageType', actual?.config?.imageType));
  const fromFlags = goal.options.nodePools.length === 0;
  const problems = await Promise.all([
    ...unique(machineTypes).map((name) => machineTypeProblem(name, goal, cluster, cloud, catalogue)),
    ...unique(imageTypes).map((name) => imageTypeProblem(name, cloud, catalogue)),
  ]);
  return problems
    .filter((problem) => problem !== undefined)
    .map((found) =>
      fromFlags ? found : { option: 'node-pools', problem: `has ${found.option} that ${found.problem}` },
    );
}

async function machineTypeProblem(
  name: string,
  { options }: ClusterGoal,
  cluster: Cluster | undefined,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
): Promise<OptionProblem | undefined> {
  const zone = await someZone(options.locations, cluster, cloud, catalogue);
  if (zone === undefined) return undefined;
  try {
    const type = await catalogue.machineType(cloud, zone, name);
    if (type === undefined)
      return { option: 'machine-type', problem: `is not offered: there is no ${name} in ${zone}` };
    const { state, replacement } = type.deprecated ?? {};
    if (state !== 'OBSOLETE' && state !== 'DELETED') return undefined;
    const instead = replacement === undefined ? '' : `; take ${replacement.slice(replacement.lastIndexOf('/') + 1)}`;
    return { option: 'machine-type', problem: `is not offered any more: ${name} is ${state}${instead}` };
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'FORBIDDEN') return undefined;
    throw thrown;
  }
}

async function imageTypeProblem(
  name: string,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
): Promise<OptionProblem | undefined> {
  const offered = ((await catalogue.offer(cloud)).validImageTypes ?? []).map((type) => type.toUpperCase());
  if (offered.length === 0 || offered.includes(name)) return undefined;
  return { option: 'image-type', problem: `is not offered: ${name} is none of ${offered.join(', ')}` };
}

/** Returns the first zone of the nodes. Any zone would do, because Google offers a type in most zones of a region. */
async function someZone(
  locations: readonly string[],
  cluster: Cluster | undefined,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
): Promise<string | undefined> {
  const { location } = cloud.location;
  const known = locations[0] ?? cluster?.locations?.[0] ?? (isZone(location) ? location : undefined);
  if (known !== undefined) return known;
  try {
    const zone = (await catalogue.region(cloud, location))?.zones?.[0];
    return zone?.slice(zone.lastIndexOf('/') + 1);
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'FORBIDDEN') return undefined;
    throw thrown;
  }
}

function newValue(pool: DesiredPool, aspect: string, actual: string | null | undefined): readonly string[] {
  const wanted = pool.settings[aspect];
  return typeof wanted === 'string' && wanted.toUpperCase() !== actual?.toUpperCase() ? [wanted] : [];
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
