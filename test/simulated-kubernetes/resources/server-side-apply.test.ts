import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/core/json.js';
import type { KubernetesObject } from '../../../src/simulated-kubernetes/objects/kubernetes-object.js';
import { serverSideApply } from '../../../src/simulated-kubernetes/resources/server-side-apply.js';

const now = new Date('2026-01-01T00:00:00Z');
const config = (data: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'demo' },
  data,
});
const apply = (stored: JsonObject | undefined, data: JsonObject, manager: string, force = false): KubernetesObject =>
  serverSideApply(stored as KubernetesObject | undefined, config(data), { manager, force, now }) as KubernetesObject;

describe('a server-side apply', () => {
  it('makes what is not there, and remembers who set what', () => {
    const object = apply(undefined, { colour: 'red' }, 'me');
    expect(object.data).toEqual({ colour: 'red' });
    expect(object.metadata.managedFields).toEqual([
      expect.objectContaining({ manager: 'me', operation: 'Apply', fieldsV1: { 'f:data': { 'f:colour': {} } } }),
    ]);
  });

  it('deletes what the same manager does not mention any more, and nothing else', () => {
    const object = apply(apply(apply(undefined, { a: '1', b: '1' }, 'me'), { c: '1' }, 'other'), { a: '2' }, 'me');
    expect(object.data).toEqual({ a: '2', c: '1' });
  });

  it('lets two managers agree, and keeps the field until both drop it', () => {
    const shared = apply(apply(undefined, { a: '1', b: '1' }, 'me'), { a: '1' }, 'other');
    expect(apply(shared, { b: '1' }, 'me').data).toEqual({ a: '1', b: '1' });
  });

  it('refuses to change what another manager applied', () => {
    const object = apply(undefined, { a: '1' }, 'me');
    expect(() => apply(object, { a: '2' }, 'other')).toThrow('conflict with "me" using v1: .data.a');
  });

  it('takes the field over when forced', () => {
    const object = apply(apply(undefined, { a: '1' }, 'me'), { a: '2' }, 'other', true);
    expect(object.data).toEqual({ a: '2' });
    expect(object.metadata.managedFields).toEqual([expect.objectContaining({ manager: 'other' })]);
  });
});
