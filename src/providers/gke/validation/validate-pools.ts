import type { OptionProblem } from '../../../core/options/option-problem.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { parsePoolEntries } from '../options/node-pool-entry.js';
import { parseLabel, parseTaint } from '../plan/labels-and-taints.js';
import { type PoolValues, poolValues } from '../options/pool-values.js';

/** Problems of the node pools, whether they come from the flags or from `node-pools`. */
export function validatePools(options: GkeOptionValues): readonly OptionProblem[] {
  const { nodePools: entries } = options;
  const problems = parsePoolEntries(entries).flatMap((entry) => entry.problems.map(inNodePools));
  if (problems.length > 0) return problems;
  const pools = poolValues(options);
  const names = pools.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...twice.map((name) => inNodePools(`has two entries with the name ${name}`)),
    ...pools.flatMap((pool) => {
      const wrong = poolProblems(pool);
      if (entries.length === 0) return wrong;
      return wrong.map(({ option, problem }) => inNodePools(`has a pool ${pool.name} where ${option} ${problem}`));
    }),
  ];
}

function inNodePools(problem: string): OptionProblem {
  return { option: 'node-pools', problem };
}

function poolProblems(pool: PoolValues): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  const { minNodeCount: min = 0, maxNodeCount: max = 0 } = pool;
  if (pool.enableNodepoolAutoscaling === true && max < 1) {
    problems.push({ option: 'max-node-count', problem: 'must be at least 1 where Google scales the pool' });
  }
  if (pool.enableNodepoolAutoscaling === true && min > max) {
    problems.push({ option: 'min-node-count', problem: `must not be above max-node-count (${String(max)})` });
  }
  if (pool.spot === true && pool.preemptible === true) {
    problems.push({ option: 'preemptible', problem: 'and spot exclude each other: give only spot' });
  }
  for (const label of pool.labels.filter((entry) => parseLabel(entry) === undefined)) {
    problems.push({
      option: 'labels',
      problem: `must be Kubernetes labels as key=value, not ${JSON.stringify(label)}`,
    });
  }
  for (const taint of pool.taints.filter((entry) => parseTaint(entry) === undefined)) {
    const problem = `must be like key=value:NoSchedule (or PreferNoSchedule, NoExecute), not ${JSON.stringify(taint)}`;
    problems.push({ option: 'taints', problem });
  }
  return problems;
}
