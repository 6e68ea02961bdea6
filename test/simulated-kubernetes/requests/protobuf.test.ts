import { describe, expect, it } from '@jest/globals';
import { readProtobuf } from '../../../src/simulated-kubernetes/requests/protobuf.js';

const field = (number: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};
const envelope = (kind: string, raw: Buffer): Buffer =>
  Buffer.concat([Buffer.from('k8s\0'), field(1, Buffer.concat([field(1, 'v1'), field(2, kind)])), field(2, raw)]);

describe('a body in protobuf', () => {
  it('is read with its texts, maps, bytes and numbers', () => {
    const metadata = Buffer.concat([
      field(1, 'demo'),
      field(3, ''),
      field(11, Buffer.concat([field(1, 'app'), field(2, 'web')])),
    ]);
    const entry = Buffer.concat([field(1, 'key'), field(2, Buffer.from([0, 255]))]);
    const raw = Buffer.concat([field(1, metadata), field(2, entry), field(3, 'Opaque'), Buffer.from([5 << 3, 1])]);
    expect(readProtobuf(envelope('Secret', raw))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'demo', labels: { app: 'web' } },
      data: { key: 'AP8=' },
      type: 'Opaque',
      immutable: true,
    });
  });

  it.each([
    { body: Buffer.from('{}'), says: 'no envelope', because: 'it is something else' },
    { body: envelope('Secret', Buffer.from([10, 99, 1])), says: 'cut short', because: 'its end is missing' },
    { body: envelope('Secret', Buffer.from([11])), says: 'unknown wire type', because: 'groups are long gone' },
    { body: envelope('Pod', Buffer.alloc(0)), says: 'send application/json', because: 'its fields are not known here' },
  ])('is refused, because $because', ({ body, says }) => {
    expect(() => readProtobuf(body)).toThrow(says);
  });
});
