import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { describeDefault } from './support/describe-default.js';
import { isImmutable, type OptionTable } from '../../../src/core/options/option-table.js';
import { parseOptions } from '../../../src/core/options/parse-options.js';
import { clusterGoal } from '../../../src/providers/gke/plan/cluster-goal.js';
import { planCluster } from '../../../src/providers/gke/plan/cluster-plan.js';
import { clusterResource } from '../../../src/providers/gke/plan/cluster-resource.js';
import { gkeOptions, type GkeOptionValues } from '../../../src/providers/gke/options/gke-options.js';
import { resolveVersions } from '../../../src/providers/gke/plan/version-goal.js';
import { validateMessage } from './double/validation/validate-message.js';
import { containerType } from './double/validation/google-protos.js';
import { rawOptions } from '../../support/raw-options.js';
import type { Wish } from './support/gke-harness.js';
import { type OptionFact, optionFacts } from './support/option-facts.js';

const document = 'docs/gke-options.md';
const owner = { cluster: 'c-abcde', installation: 'rancher' };
const offer = {
  validMasterVersions: ['1.35.0-gke.1', '1.34.0-gke.1'],
  validNodeVersions: ['1.35.0-gke.1', '1.34.0-gke.1'],
};
const base: Wish = { zone: 'us-central1-a', credential: 'x', spot: false };
const facts = Object.entries(optionFacts).map(([name, fact]) => ({ name, ...fact }));
const withField = facts.filter((fact): fact is typeof fact & { sample: Wish } => fact.sample !== undefined);

function goalOf(wish: Wish) {
  const { values } = parseOptions<OptionTable>(gkeOptions, rawOptions({ ...base, ...wish }), { call: 'create' });
  const options = values as unknown as GkeOptionValues;
  const { goal: versions } = resolveVersions(options, offer);
  return clusterGoal(options, { owner: { ...owner, installation: options.installation }, project: 'demo', versions });
}

function resourceOf(wish: Wish) {
  return clusterResource('c-abcde', goalOf(wish));
}

/** What stands at a path such as `nodePools[].config.spot`. */
function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, part) => {
    const member = (found as Readonly<Record<string, unknown>> | undefined)?.[part.replace('[]', '')];
    return part.endsWith('[]') ? (member as readonly unknown[] | undefined)?.[0] : member;
  }, value);
}

function changes(name: string): string {
  const option = (gkeOptions as OptionTable)[name];
  if (option === undefined) return '';
  if (isImmutable(option)) return 'no';
  const { sample } = optionFacts[name as keyof typeof optionFacts];
  if (sample === undefined) return 'yes';
  return planOf(sample).conflicts.length > 0 ? 'by a new pool' : 'yes';
}

/** What an update to the sample would do to a cluster that was made without it. */
function planOf(sample: Wish) {
  const cluster = { ...resourceOf({}), currentMasterVersion: '1.34.0-gke.1', locations: ['us-central1-a'] };
  const nodePools = (cluster.nodePools ?? []).map((pool) => ({ version: '1.34.0-gke.1', ...pool }));
  const known = {
    ...cluster,
    nodePools,
    controlPlaneEndpointsConfig: { ipEndpointsConfig: { enablePublicEndpoint: true } },
  };
  return planCluster(goalOf(sample), known, new Map([['default-0', 3]]));
}

describe('what is said of each option', () => {
  it.each(withField)('$name sets $sets', ({ sample, sets }) => {
    expect(valueAt(resourceOf(sample), sets)).not.toEqual(valueAt(resourceOf({}), sets));
  });

  it.each(withField)(
    'with $name, the cluster is one that Google’s protos take, without deprecated fields',
    ({ sample }) => {
      const request = { cluster: resourceOf(sample) };
      const rules = { side: 'request', deprecatedAllowed: false, bound: [] } as const;
      expect(validateMessage(containerType('CreateClusterRequest'), request, rules).problems).toEqual([]);
    },
  );

  it.each(withField.filter(({ name }) => changes(name) === 'yes'))(
    '$name changes a cluster that exists',
    ({ sample }) => {
      const { steps, conflicts } = planOf(sample);
      expect(conflicts).toEqual([]);
      expect(steps).not.toEqual([]);
    },
  );

  it('is what the documentation says (UPDATE_DOCS=1 writes it anew)', async () => {
    const text = await readFile(document, 'utf8');
    const [begin, end] = ['<!-- options -->\n', '<!-- /options -->'];
    const before = text.slice(0, text.indexOf(begin) + begin.length);
    const current = `${before}\n${table()}\n\n${text.slice(text.indexOf(end))}`;
    if (process.env.UPDATE_DOCS === '1') await writeFile(document, current);
    else expect(text).toBe(current);
  });
});

/** The table as Prettier would write it, so that the check of formats has nothing to say. */
function table(): string {
  const rows = facts.map((fact: OptionFact & { readonly name: string }) => [
    `\`${fact.name}\``,
    describeDefault((gkeOptions as OptionTable)[fact.name]),
    fact.sample === undefined ? fact.sets : `\`${fact.sets}\``,
    changes(fact.name),
    fact.tested,
  ]);
  const all = [['Flag', 'Type', 'Field of the API', 'Can change', 'Tested by'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(all[0] ?? []), rule, ...rows.map(line)].join('\n');
}
