import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActualPool, DesiredPool } from '../../../src/providers/cloud/node-pool.js';
import {
  type ActualNodes,
  type DesiredNodes,
  planNodes,
  type PoolStep,
} from '../../../src/providers/cloud/node-pool-steps.js';
import { compareVersions } from '../../../src/core/compare-versions.js';

const versions = ['1.33.1', '1.33.5', '1.34.0', '1.34.5'] as const;
const names = fc.constantFrom('a', 'b', 'c', 'd');
const version = fc.constantFrom(...versions);
const autoscaling = fc.record({ min: fc.nat(3), max: fc.integer({ min: 3, max: 9 }) });
const settings = fc.record({ machine: fc.constantFrom('small', 'large'), labels: fc.dictionary(names, names) });

const desiredPool = fc
  .record({
    name: names,
    nodeCount: fc.option(fc.nat(9)),
    autoscaling: fc.option(autoscaling),
    version: fc.option(version),
    settings,
  })
  .map(({ nodeCount, autoscaling: scaled, version: wanted, ...rest }): DesiredPool => ({
    ...rest,
    fixed: {},
    ...(scaled === null ? {} : { autoscaling: scaled }),
    ...(nodeCount === null ? {} : { nodeCount }),
    ...(wanted === null ? {} : { version: wanted }),
  }));
const actualPool = fc
  .record({
    name: names,
    owned: fc.boolean(),
    nodeCount: fc.nat(9),
    autoscaling: fc.option(autoscaling),
    version,
    settings,
  })
  .map(({ autoscaling: scaled, ...rest }): ActualPool => ({
    ...rest,
    fixed: {},
    ...(scaled === null ? {} : { autoscaling: scaled }),
  }));
const uniquePools = <T extends { readonly name: string }>(pool: fc.Arbitrary<T>) =>
  fc.uniqueArray(pool, { selector: ({ name }) => name, maxLength: 4 });
const desired = fc
  .record({ pools: uniquePools(desiredPool), controlPlaneVersion: fc.option(version) })
  .map(({ pools, controlPlaneVersion }): DesiredNodes => ({
    pools,
    ...(controlPlaneVersion === null ? {} : { controlPlaneVersion }),
  }));
const actual: fc.Arbitrary<ActualNodes> = fc.record({ pools: uniquePools(actualPool), controlPlaneVersion: version });

/** A cloud that does as it is told. */
function apply(nodes: ActualNodes, step: PoolStep): ActualNodes {
  const change = (name: string, changed: (pool: ActualPool) => ActualPool): ActualNodes => ({
    ...nodes,
    pools: nodes.pools.map((pool) => (pool.name === name ? changed(pool) : pool)),
  });
  switch (step.kind) {
    case 'upgrade-control-plane':
      return { ...nodes, controlPlaneVersion: step.version };
    case 'create-pool': {
      const { nodeCount = 3, version: own = nodes.controlPlaneVersion, ...rest } = step.pool;
      return { ...nodes, pools: [...nodes.pools, { ...rest, nodeCount, version: own, owned: true }] };
    }
    case 'set-autoscaling':
      return change(step.pool, ({ autoscaling: _, ...pool }) => ({
        ...pool,
        ...(step.autoscaling === undefined ? {} : { autoscaling: step.autoscaling }),
      }));
    case 'upgrade-pool':
      return change(step.pool, (pool) => ({ ...pool, version: step.version }));
    case 'change-pool':
      return change(step.pool, (pool) => ({ ...pool, settings: { ...pool.settings, [step.aspect]: step.value } }));
    case 'resize-pool':
      return change(step.pool, (pool) => ({ ...pool, nodeCount: step.nodeCount }));
    case 'delete-pool':
      return { ...nodes, pools: nodes.pools.filter(({ name }) => name !== step.pool) };
  }
}

const run = (
  given: fc.Arbitrary<readonly [DesiredNodes, ActualNodes]>,
  property: (goal: DesiredNodes, start: ActualNodes) => void,
) => {
  fc.assert(
    fc.property(given, ([goal, start]) => {
      property(goal, start);
    }),
    { numRuns: 500 },
  );
};
const both = fc.tuple(desired, actual);

describe('the plan from actual to desired nodes', () => {
  it('converges: when all is done, nothing is left to do, whether it is planned again after each step or not', () => {
    run(both, (goal, start) => {
      const all = planNodes(goal, start).steps.reduce(apply, start);
      expect(planNodes(goal, all).steps).toEqual([]);
      let oneByOne = start;
      for (let left = 100; left > 0; left--) {
        const [step] = planNodes(goal, oneByOne).steps;
        if (step === undefined) break;
        oneByOne = apply(oneByOne, step);
      }
      expect(oneByOne).toEqual(all);
    });
  });

  it('is not changed by a step that is done twice', () => {
    run(both, (goal, start) => {
      const steps = planNodes(goal, start).steps.filter(({ kind }) => kind !== 'create-pool');
      for (const step of steps) expect(apply(apply(start, step), step)).toEqual(apply(start, step));
    });
  });

  it('never touches the number of nodes of a pool that the cloud scales, and never goes below zero', () => {
    run(both, (goal, start) => {
      const scaled = new Set(goal.pools.filter((pool) => pool.autoscaling !== undefined).map(({ name }) => name));
      for (const step of planNodes(goal, start).steps) {
        if (step.kind !== 'resize-pool') continue;
        expect(scaled).not.toContain(step.pool);
        expect(step.nodeCount).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('upgrades the control plane first, deletes pools last, and never goes back to an older version', () => {
    run(both, (goal, start) => {
      const { steps } = planNodes(goal, start);
      const kinds = steps.map(({ kind }) => kind);
      expect(kinds.lastIndexOf('upgrade-control-plane')).toBeLessThanOrEqual(0);
      const firstDelete = kinds.indexOf('delete-pool');
      if (firstDelete >= 0) expect(new Set(kinds.slice(firstDelete))).toEqual(new Set(['delete-pool']));
      for (const step of steps) {
        if (step.kind === 'upgrade-control-plane') {
          expect(compareVersions(step.version, start.controlPlaneVersion)).toBeGreaterThan(0);
        }
        if (step.kind === 'upgrade-pool') {
          const before = start.pools.find(({ name }) => name === step.pool)?.version ?? '';
          expect(compareVersions(step.version, before)).toBeGreaterThan(0);
        }
      }
    });
  });

  it('deletes only pools that this driver made, and reports a wish to change any other', () => {
    run(both, (goal, start) => {
      const { steps, conflicts } = planNodes(goal, start);
      const foreign = new Set(start.pools.filter(({ owned }) => !owned).map(({ name }) => name));
      for (const step of steps) if (step.kind === 'delete-pool') expect(foreign).not.toContain(step.pool);
      const wanted = goal.pools.map(({ name }) => name).filter((name) => foreign.has(name));
      expect(conflicts.map(({ pool }) => pool)).toEqual(wanted);
    });
  });

  it('reports what a pool was made with and cannot change', () => {
    const pool = { name: 'a', settings: {}, fixed: { spot: false } };
    const goal = { pools: [{ name: 'a', settings: {}, fixed: { spot: true } }] };
    const start = { controlPlaneVersion: '1.34.0', pools: [{ ...pool, owned: true, nodeCount: 1, version: '1.34.0' }] };
    expect(planNodes(goal, start).conflicts).toEqual([{ pool: 'a', aspect: 'spot', actual: false, desired: true }]);
  });
});
