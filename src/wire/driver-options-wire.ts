import { noOptions, type RawOptions } from '../core/options/raw-options.js';
import type { DriverOptions, DriverOptions__Output } from './generated/types/DriverOptions.js';

/** The domain's form of the options that a caller sent; an absent message holds none. */
export function optionsFromWire(wire: DriverOptions__Output | null | undefined): RawOptions {
  if (wire === null || wire === undefined) return noOptions;
  return {
    bools: wire.bool_options,
    strings: wire.string_options,
    ints: mapValues(wire.int_options, BigInt),
    lists: mapValues(wire.string_slice_options, (list) => list.value),
  };
}

/** The wire's form of options. */
export function optionsToWire(options: RawOptions): DriverOptions {
  return {
    bool_options: options.bools,
    string_options: options.strings,
    int_options: mapValues(options.ints, String),
    string_slice_options: mapValues(options.lists, (value) => ({ value: [...value] })),
  };
}

function mapValues<From, To>(map: Readonly<Record<string, From>>, convert: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, convert(value)]));
}
