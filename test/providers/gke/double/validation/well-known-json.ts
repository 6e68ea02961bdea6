import type { JsonObject } from '../json.ts';

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,9}))?(?:Z|[+-]\d\d:\d\d)$/;
const duration = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/;

function nanos(fraction: string | undefined): number {
  return Number((fraction ?? '').padEnd(9, '0'));
}

function readTimestamp(value: unknown): JsonObject | undefined {
  const parts = typeof value === 'string' ? timestamp.exec(value) : null;
  const time = parts === null ? NaN : Date.parse(parts[0]);
  return parts === null || Number.isNaN(time)
    ? undefined
    : { seconds: String(Math.floor(time / 1000)), nanos: nanos(parts[1]) };
}

function readDuration(value: unknown): JsonObject | undefined {
  const parts = typeof value === 'string' ? duration.exec(value) : null;
  if (parts === null) return undefined;
  const [, sign, seconds, fraction] = parts;
  return { seconds: `${sign ?? ''}${String(Number(seconds))}`, nanos: nanos(fraction) * (sign === '-' ? -1 : 1) };
}

/**
 * How the well-known types with a JSON form of their own are read: the wire form, or undefined where the value is not
 * one. Of the wrappers and of Any only what the container API uses is here; another would stop the validator.
 */
export const wellKnownTypes: Readonly<Record<string, (value: unknown) => JsonObject | undefined>> = {
  '.google.protobuf.Timestamp': readTimestamp,
  '.google.protobuf.Duration': readDuration,
  '.google.protobuf.BoolValue': (value) => (typeof value === 'boolean' ? { value } : undefined),
};
