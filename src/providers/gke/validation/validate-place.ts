import type { OptionProblem } from '../../../core/options/option-problem.js';
import { ownershipMark } from '../../cloud/ownership.js';
import { regionOf } from '../options/gke-location.js';
import type { GkeOptionValues } from '../options/gke-options.js';

/** Problems of the cluster's location and labels. */
export function validatePlace({ zone, region, locations, resourceLabels }: GkeOptionValues): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (zone === undefined && region === undefined) problems.push({ option: 'zone', problem: 'or region is required' });
  if (zone !== undefined && region !== undefined) {
    problems.push({
      option: 'zone',
      problem: 'and region exclude each other: a cluster lives in one zone or in a region',
    });
  }
  const home = region ?? (zone === undefined ? undefined : regionOf(zone));
  const outside = locations.filter((location) => home !== undefined && regionOf(location) !== home);
  if (outside.length > 0) {
    problems.push({ option: 'locations', problem: `must lie in ${String(home)}, not ${outside.join(', ')}` });
  }
  if (region === undefined && zone !== undefined && locations.length > 0 && !locations.includes(zone)) {
    problems.push({ option: 'locations', problem: `must include the zone of the cluster, ${zone}` });
  }
  const reserved = Object.keys(ownershipMark({ cluster: '', installation: '' }));
  for (const label of resourceLabels) {
    const key = label.slice(0, label.indexOf('='));
    if (reserved.includes(key)) {
      problems.push({ option: 'resource-labels', problem: `cannot have ${key}: it marks what this driver made` });
    }
  }
  return problems;
}
