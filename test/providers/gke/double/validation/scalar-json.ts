const int32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };
const uint32 = { least: 0, most: 2 ** 32 - 1 };
const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const uint64 = { least: 0n, most: 2n ** 64n - 1n };

function isWhole(value: unknown, { least, most }: { readonly least: number; readonly most: number }): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isLong(value: unknown, { least, most }: { readonly least: bigint; readonly most: bigint }): boolean {
  if (typeof value !== 'string' || !/^(0|-?[1-9]\d*)$/.test(value)) return false;
  return BigInt(value) >= least && BigInt(value) <= most;
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}

const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value.isWellFormed(),
  bool: (value) => typeof value === 'boolean',
  bytes: (value) => typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value,
  double: isDecimal,
  float: isDecimal,
  int32: (value) => isWhole(value, int32),
  uint32: (value) => isWhole(value, uint32),
  int64: (value) => isLong(value, int64),
  uint64: (value) => isLong(value, uint64),
};

/** Whether a JSON value is the canonical spelling of a proto scalar: 64-bit numbers are strings, bytes are base64. */
export function isScalarJson(type: string, value: unknown): boolean {
  const check = checks[type];
  if (check === undefined) throw new Error(`validator: the scalar ${type} occurs in the protos and has no check`);
  return check(value);
}

/** The value that a proto3 field without presence has when nothing was said: Google's JSON leaves it out. */
export function isDefaultJson(value: unknown): boolean {
  return value === '' || value === 0 || value === false || value === '0';
}
