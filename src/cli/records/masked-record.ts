import type { ClusterRecord } from '../../engine/records/cluster-record.js';

const mask = '***';
const secretInfo = ['serviceAccountToken', 'password', 'clientKey'] as const;

/**
 * Returns a record that may be shown. Credentials are `***`, and so is all metadata, because a driver's state holds the
 * credentials that Remove needs. Empty values stay empty.
 */
export function maskedRecord(record: ClusterRecord): ClusterRecord {
  const { info, options, secrets } = record;
  const masked = (text: string): string => (text === '' ? '' : mask);
  return {
    ...record,
    options: {
      ...options,
      strings: mapEntries(options.strings, (name, text) => (secrets.includes(name) ? masked(text) : text)),
      lists: mapEntries(options.lists, (name, list) => (secrets.includes(name) ? list.map(masked) : list)),
    },
    info: {
      ...info,
      ...Object.fromEntries(secretInfo.map((name) => [name, masked(info[name])])),
      metadata: mapEntries(info.metadata, (_, text) => masked(text)),
    },
  };
}

function mapEntries<Value>(
  map: Readonly<Record<string, Value>>,
  convert: (name: string, value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, convert(name, value)]));
}
