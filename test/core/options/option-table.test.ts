import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  camelCase,
  isImmutable,
  isSecret,
  type OptionTable,
  type OptionValues,
} from '../../../src/core/options/option-table.js';

const table = {
  region: { type: 'string', usage: 'Where', values: ['north', 'south'], default: 'north' },
  'disk-size-gb': { type: 'int', usage: 'Size', default: 20 },
  'pod-cidr': { type: 'string', usage: 'Pods' },
  'api-token': { type: 'string', usage: 'Token', required: true, secret: true },
  autoscale: { type: 'bool', usage: 'Autoscale' },
  'node-labels': { type: 'list', usage: 'Labels' },
} as const satisfies OptionTable;

/** The compiler is what fails here. */
function readTyped(values: OptionValues<typeof table>): readonly unknown[] {
  const region: 'north' | 'south' = values.region;
  const size: number = values.diskSizeGb;
  const cidr: string | undefined = values.podCidr;
  const token: string = values.apiToken;
  const autoscale: boolean | undefined = values.autoscale;
  const labels: readonly string[] = values.nodeLabels;
  // @ts-expect-error -- an option without a default may be unset
  const unsafe: string = values.podCidr;
  // @ts-expect-error -- a number is no text
  const wrong: string = values.diskSizeGb;
  // @ts-expect-error -- values are by camelCase name
  const kebab: unknown = values['disk-size-gb'];
  // @ts-expect-error -- there is no such option
  const unknown: unknown = values.zone;
  // @ts-expect-error -- values are not for writing
  values.region = 'south';
  return [region, size, cidr, token, autoscale, labels, unsafe, wrong, kebab, unknown];
}

describe('the types of an option table', () => {
  it('give every value the type that its option has', () => {
    const values = {
      region: 'north',
      diskSizeGb: 1,
      apiToken: 't',
      nodeLabels: [],
      podCidr: undefined,
      autoscale: true,
    };
    expect(readTyped(values as OptionValues<typeof table>)).toHaveLength(10);
    expect(Object.keys(table).map(camelCase)).toEqual(expect.arrayContaining(Object.keys(values)));
  });

  it('refuse what no option can be', () => {
    // @ts-expect-error -- a default of another type
    const wrongDefault = { size: { type: 'int', usage: 'Size', default: '3' } } as const satisfies OptionTable;
    // @ts-expect-error -- only texts can be secret
    const secretNumber = { pin: { type: 'int', usage: 'PIN', secret: true } } as const satisfies OptionTable;
    // @ts-expect-error -- a type that Rancher does not know
    const float = { ratio: { type: 'float', usage: 'Ratio' } } as const satisfies OptionTable;
    expect([wrongDefault, secretNumber, float]).toHaveLength(3);
  });
});

describe('camelCase', () => {
  it.each([
    ['region', 'region'],
    ['node-count', 'nodeCount'],
    ['disk-size-gb', 'diskSizeGb'],
    ['ipv-4', 'ipv4'],
    ['a-b-c', 'aBC'],
  ])('turns %s into %s', (kebab, camel) => {
    expect(camelCase(kebab)).toBe(camel);
  });

  it('does what Rancher does with every name that a table may have', () => {
    const name = fc
      .array(fc.stringMatching(/^[a-z0-9]{1,5}$/), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('-'));
    fc.assert(fc.property(name, (kebab) => camelCase(kebab) === toLowerCamelCase(kebab)));
  });
});

describe('what an option says about itself', () => {
  it.each([
    { option: { type: 'string', usage: '', secret: true }, secret: true, immutable: false },
    { option: { type: 'string', usage: '', secret: false }, secret: false, immutable: false },
    { option: { type: 'string', usage: '', immutable: true }, secret: false, immutable: true },
    { option: { type: 'int', usage: '', identity: true }, secret: false, immutable: true },
  ] as const)('$option', ({ option, secret, immutable }) => {
    expect(isSecret(option)).toBe(secret);
    expect(isImmutable(option)).toBe(immutable);
  });
});

/** Rancher's rule, as its kontainerdriver.go has it. */
function toLowerCamelCase(name: string): string {
  const [first = '', ...rest] = name.split('-');
  return first + rest.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
}
