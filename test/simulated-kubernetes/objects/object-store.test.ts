import { describe, expect, it } from '@jest/globals';
import type { StoreEvent } from '../../../src/simulated-kubernetes/objects/event-log.js';
import { ObjectStore } from '../../../src/simulated-kubernetes/objects/object-store.js';
import { kinds } from '../../../src/simulated-kubernetes/objects/resource-kinds.js';

const draft = (name: string, content = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  ...content,
});

describe('the store', () => {
  it('gives every object an identity and every change a higher version', () => {
    const store = new ObjectStore(() => new Date('2026-01-01T00:00:00.123Z'));
    const one = store.insert(kinds.configMaps, draft('one'));
    const two = store.insert(kinds.configMaps, draft('two'));
    expect(one.metadata.creationTimestamp).toBe('2026-01-01T00:00:00Z');
    expect(one.metadata.uid).not.toBe(two.metadata.uid);
    expect(Number(two.metadata.resourceVersion)).toBeGreaterThan(Number(one.metadata.resourceVersion));
  });

  it('keeps the identity of an object that is replaced', () => {
    const store = new ObjectStore();
    const before = store.insert(kinds.configMaps, draft('one'));
    const after = store.replace(kinds.configMaps, draft('one', { data: { a: '1' } }));
    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect(store.get(kinds.configMaps, 'default', 'one')).toBe(after);
  });

  it.each([
    {
      act: (store: ObjectStore) => store.insert(kinds.configMaps, draft('one')),
      reason: 'AlreadyExists',
      because: 'the name is taken',
    },
    {
      act: (store: ObjectStore) =>
        store.replace(kinds.configMaps, {
          ...draft('one'),
          metadata: { ...draft('one').metadata, resourceVersion: '1' },
        }),
      reason: 'Conflict',
      because: 'the version is stale',
    },
    {
      act: (store: ObjectStore) => store.replace(kinds.configMaps, draft('two')),
      reason: 'NotFound',
      because: 'there is none of that name',
    },
    {
      act: (store: ObjectStore) => store.delete(kinds.secrets, 'default', 'one'),
      reason: 'NotFound',
      because: 'it is of another kind',
    },
  ])('refuses with $reason, because $because', ({ act, reason }) => {
    const store = new ObjectStore();
    store.insert(kinds.configMaps, draft('one'));
    expect(refusalOf(() => act(store))).toMatchObject({ reason });
  });

  it('tells of every change, also afterwards', () => {
    const store = new ObjectStore();
    const seen: StoreEvent[] = [];
    const start = store.revision;
    const unsubscribe = store.subscribe((event) => seen.push(event));
    store.insert(kinds.configMaps, draft('one'));
    store.replace(kinds.configMaps, draft('one', { data: {} }));
    store.delete(kinds.configMaps, 'default', 'one');
    unsubscribe();
    store.insert(kinds.configMaps, draft('two'));
    expect(seen.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(store.eventsAfter(start).slice(0, 3)).toEqual(seen);
  });

  it('says so when it does not remember that far back', () => {
    const store = new ObjectStore();
    store.insert(kinds.configMaps, draft('one'));
    for (let count = 0; count < 2_000; count += 1) store.replace(kinds.configMaps, draft('one', { data: { count } }));
    expect(refusalOf(() => store.eventsAfter(2))).toMatchObject({ code: 410, reason: 'Expired' });
  });
});

function refusalOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}
