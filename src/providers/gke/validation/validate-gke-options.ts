import type { OptionProblem } from '../../../core/options/option-problem.js';
import { validateConnection } from './validate-connection.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { validateMaintenance } from './validate-maintenance.js';
import { validateNetwork } from './validate-network.js';
import { validatePlace } from './validate-place.js';
import { validatePools } from './validate-pools.js';

/** All problems between options that are found without a request. */
export function validateGkeOptions(options: GkeOptionValues): readonly OptionProblem[] {
  return [
    ...validateConnection(options),
    ...validatePlace(options),
    ...validateNetwork(options),
    ...validateMaintenance(options),
    ...validatePools(options),
    ...validateFeatures(options),
  ];
}

function validateFeatures(options: GkeOptionValues): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  const { kubernetesVersion, masterVersion, enableAlphaFeature, releaseChannel } = options;
  if (kubernetesVersion !== undefined && masterVersion !== undefined && kubernetesVersion !== masterVersion) {
    problems.push({
      option: 'master-version',
      problem: `is another name of kubernetes-version, and they differ: ${masterVersion} and ${kubernetesVersion}`,
    });
  }
  if (enableAlphaFeature === true) {
    if (releaseChannel !== undefined && releaseChannel !== 'none') {
      problems.push({
        option: 'release-channel',
        problem: 'is not for alpha clusters: leave it out, or set it to none',
      });
    }
    for (const [option, value] of [
      ['enable-auto-upgrade', options.enableAutoUpgrade],
      ['enable-auto-repair', options.enableAutoRepair],
    ] as const) {
      if (value === true) problems.push({ option, problem: 'is not for alpha clusters: leave it out' });
    }
  }
  for (const [option, value] of [
    ['kubernetes-dashboard', options.kubernetesDashboard],
    ['enable-kubernetes-dashboard', options.enableKubernetesDashboard],
  ] as const) {
    if (value === true) {
      const instead = "leave it out, and use Rancher's own views or install a dashboard as an app";
      problems.push({ option, problem: `was removed from GKE: ${instead}` });
    }
  }
  return problems;
}
