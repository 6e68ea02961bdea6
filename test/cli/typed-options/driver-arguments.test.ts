import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDriverArguments } from '../../../src/cli/typed-options/driver-arguments.js';
import type { OptionTable } from '../../../src/core/options/option-table.js';

const table: OptionTable = {
  region: { type: 'string', usage: '' },
  'disk-size-gb': { type: 'int', usage: '' },
  'ha-mode': { type: 'bool', usage: '' },
  labels: { type: 'list', usage: '' },
  'no-cache': { type: 'string', usage: '' },
  verbose: { type: 'string', usage: '' },
};
const asTyped = (text: string) => Promise.resolve(text);

interface Parsing {
  readonly args: readonly string[];
  readonly expected: object;
  readonly because: string;
}

const parsings: readonly Parsing[] = [
  { args: ['--region=moon'], expected: { options: { strings: { region: 'moon' } } }, because: 'an equals sign' },
  { args: ['--disk-size-gb', '-5'], expected: { options: { ints: { diskSizeGb: -5n } } }, because: 'below zero' },
  { args: ['--no-ha-mode'], expected: { options: { bools: { haMode: false } } }, because: 'a switch turned off' },
  { args: ['--ha-mode=FALSE'], expected: { options: { bools: { haMode: false } } }, because: 'a switch with a value' },
  {
    args: ['--labels', 'a,b', '--labels', 'c'],
    expected: { options: { lists: { labels: ['a,b', 'c'] } } },
    because: 'a list',
  },
  { args: ['--labels', ''], expected: { options: { lists: { labels: [] } } }, because: 'a list made empty' },
  {
    args: ['--no-cache', 'x'],
    expected: { options: { strings: { noCache: 'x' } } },
    because: 'a name that begins with no',
  },
  {
    args: ['--option-verbose', 'x'],
    expected: { options: { strings: { verbose: 'x' } } },
    because: 'a name that is ours',
  },
  { args: ['--region', '--labels', 'a'], expected: { problems: ['--region needs a value'] }, because: 'no value' },
  { args: ['--size', '5', 'demo'], expected: { positionals: ['demo'] }, because: 'the value of an unknown option' },
  { args: ['--', '--region'], expected: { positionals: ['--region'] }, because: 'after the end of options' },
];

describe('arguments for a driver', () => {
  it.each(parsings)('$args: $because', async ({ args, expected }) => {
    await expect(parseDriverArguments(args, table, asTyped)).resolves.toMatchObject(expected);
  });

  it('come out as they went in, in either form and in any order', async () => {
    const text = fc.string().filter((value) => !value.startsWith('--'));
    const int = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const given = fc.record({
      region: text,
      size: int,
      on: fc.boolean(),
      labels: fc.array(text.filter((l) => l !== '')),
    });
    await fc.assert(
      fc.asyncProperty(given, fc.boolean(), async ({ region, size, on, labels }, joined) => {
        const flag = (name: string, value: string) => (joined ? [`--${name}=${value}`] : [`--${name}`, value]);
        const args = [
          ...flag('region', region),
          'demo',
          ...labels.flatMap((label) => flag('labels', label)),
          on ? '--ha-mode' : '--no-ha-mode',
          ...flag('disk-size-gb', size.toString()),
        ];
        await expect(parseDriverArguments(args, table, asTyped)).resolves.toEqual({
          options: {
            strings: { region },
            ints: { diskSizeGb: size },
            bools: { haMode: on },
            lists: labels.length === 0 ? {} : { labels },
          },
          positionals: ['demo'],
          problems: [],
        });
      }),
    );
  });

  it('are never an exception, whatever is typed', async () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--region', '--labels', '--ha-mode', '--', '-x', '--disk-size-gb'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word), async (args) => {
        await expect(parseDriverArguments(args, table, asTyped)).resolves.toBeDefined();
      }),
    );
  });
});
