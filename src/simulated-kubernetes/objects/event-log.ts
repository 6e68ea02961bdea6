import { ApiError } from './api-error.js';
import type { KubernetesObject } from './kubernetes-object.js';
import type { ResourceKind } from './resource-kind.js';

/** A change of one stored object. `before` is the object as it was stored before. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: ResourceKind;
  readonly object: KubernetesObject;
  readonly before?: KubernetesObject;
  readonly revision: number;
}

/** How many changes a watch can look back at most. */
const rememberedEvents = 2_000;

/** The latest changes of a store, and the listeners for the next ones. */
export class EventLog {
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #events: readonly StoreEvent[] = [];

  /** Keeps a change and calls all listeners, in the order in which they subscribed. */
  add(event: StoreEvent): void {
    const kept = this.#events.length < rememberedEvents ? this.#events : this.#events.slice(-rememberedEvents / 2);
    this.#events = [...kept, event];
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The changes after `revision`. @throws ApiError 410 when they are no longer remembered */
  after(revision: number): readonly StoreEvent[] {
    const oldest = this.#events[0]?.revision ?? revision + 1;
    if (revision < oldest - 1) {
      throw new ApiError(410, 'Expired', `too old resource version: ${String(revision)} (${String(oldest - 1)})`);
    }
    return this.#events.filter((event) => event.revision > revision);
  }
}
