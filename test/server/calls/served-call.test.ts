import { EventEmitter } from 'node:events';
import { Metadata, type ServerUnaryCall } from '@grpc/grpc-js';
import { describe, expect, it } from '@jest/globals';
import { ServedCall } from '../../../src/server/calls/served-call.js';

function callOf(entries: Readonly<Record<string, string>> = {}) {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(entries)) metadata.set(name, value);
  const call = Object.assign(new EventEmitter(), { cancelled: false, metadata });
  return { call, served: new ServedCall(call as unknown as ServerUnaryCall<unknown, unknown>) };
}

describe('a served call', () => {
  it('listens for its caller only where somebody wants to know', () => {
    const { call, served } = callOf();
    expect(call.listenerCount('cancelled')).toBe(0);
    expect(served.signal).toBe(served.signal);
    expect(call.listenerCount('cancelled')).toBe(1);
  });

  it('is aborted when the caller goes, and at once where it has gone already', () => {
    const { call, served } = callOf();
    const { signal } = served;
    expect(signal.aborted).toBe(false);
    call.emit('cancelled');
    expect(signal.reason).toMatchObject({ code: 'CANCELLED' });
    const late = callOf();
    late.call.cancelled = true;
    expect(late.served.signal.reason).toMatchObject({ code: 'CANCELLED' });
  });

  it("has the caller's name for it, if there is one", () => {
    expect(callOf({ 'log-id': 'c-k7x2p' }).served.id).toBe('c-k7x2p');
    expect(callOf().served.id).toBeUndefined();
  });
});
