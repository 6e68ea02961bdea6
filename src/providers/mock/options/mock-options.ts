import type { OptionTable, OptionValues } from '../../../core/options/option-table.js';
import { durationPattern } from './durations.js';
import { faultPattern } from './faults.js';
import { kubernetesVersions } from './offered-versions.js';

/** The options of a mock cluster. `faultKinds` says what each fault does. */
export const mockOptions = {
  'node-count': { type: 'int', usage: 'Number of nodes; all are worker nodes.', default: 3, min: 1, max: 100 },
  'kubernetes-version': {
    type: 'string',
    usage: 'Kubernetes version of the cluster; upgrades go forwards, one minor version at a time.',
    default: '1.34.1',
    values: kubernetesVersions,
  },
  labels: {
    type: 'list',
    usage: 'Labels of every node, as key=value.',
    pattern: /^[^=\s]+=[^=\s]*$/,
    patternHint: 'key=value',
  },
  region: {
    type: 'string',
    usage: 'Name of a region, which only becomes a label of the nodes.',
    default: 'earth',
    values: ['earth', 'moon', 'mars'],
    immutable: true,
  },
  'access-key': {
    type: 'string',
    usage: 'Stands for the credential of a cloud; the cluster shows it as the secret kube-system/mock-access-key.',
    secret: true,
  },
  fault: {
    type: 'list',
    usage: 'Faults to raise, such as create:after-network*1 (only the first time) or api:500; "none" for no fault.',
    pattern: faultPattern,
    patternHint: 'a fault of the mock, such as api:500 or create:after-network*1, or "none"',
  },
  latency: {
    type: 'string',
    usage: "Delay of each answer of the cluster's API, such as 250ms or 2s.",
    default: '0s',
    pattern: durationPattern,
    patternHint: 'a duration such as 250ms or 2s',
    placeholder: 'DURATION',
  },
  'step-duration': {
    type: 'string',
    usage: 'Shortest duration of each step, such as 2s, so that the progress can be watched.',
    default: '0s',
    pattern: durationPattern,
    patternHint: 'a duration such as 250ms or 2s',
    placeholder: 'DURATION',
  },
  directory: {
    type: 'string',
    usage: 'Existing directory for the files of the mock; by default the one for temporary files, or / .',
    pattern: /^\//,
    patternHint: 'an absolute path',
    placeholder: 'PATH',
    identity: true,
  },
} as const satisfies OptionTable;

/** The table's type. */
export type MockOptions = typeof mockOptions;

/** The parsed options of a mock cluster. */
export type MockOptionValues = OptionValues<MockOptions>;
