import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordFromText, recordToText } from '../../../src/cli/records/record-text.js';
import type { ClusterRecord } from '../../../src/engine/records/cluster-record.js';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__');
const record: fc.Arbitrary<ClusterRecord> = fc.record({
  name: fc.constant('demo'),
  displayName: fc.string(),
  driver: fc.oneof(
    fc.record({ kind: fc.constant('provider' as const), name: fc.string() }),
    fc.record({ kind: fc.constant('binary' as const), path: fc.string() }),
  ),
  options: fc.record({
    bools: fc.dictionary(name, fc.boolean(), { noNullPrototype: true }),
    strings: fc.dictionary(name, fc.string(), { noNullPrototype: true }),
    ints: fc.dictionary(name, int64, { noNullPrototype: true }),
    lists: fc.dictionary(name, fc.array(fc.string()), { noNullPrototype: true }),
  }),
  secrets: fc.array(fc.string()),
  info: fc.record({
    version: fc.string(),
    serviceAccountToken: fc.string(),
    endpoint: fc.string(),
    username: fc.string(),
    password: fc.string(),
    rootCaCertificate: fc.string(),
    clientCertificate: fc.string(),
    clientKey: fc.string(),
    nodeCount: int64,
    metadata: fc.dictionary(name, fc.string(), { noNullPrototype: true }),
    status: fc.string(),
    createError: fc.string(),
  }),
  lastError: fc.string(),
  createdAtMs: fc.nat(),
  updatedAtMs: fc.nat(),
});

describe('the text of a record', () => {
  it('gives back every record that was written', () => {
    fc.assert(
      fc.property(record, (written) => {
        expect(recordFromText(recordToText(written), 'demo')).toEqual(written);
      }),
    );
  });

  it('that was cut short anywhere is refused', () => {
    fc.assert(
      fc.property(record, fc.double({ min: 0, max: 0.99, noNaN: true }), (written, part) => {
        const text = recordToText(written).trimEnd();
        expect(() => recordFromText(text.slice(0, Math.floor(text.length * part)), 'demo')).toThrow('damaged');
      }),
    );
  });
});
