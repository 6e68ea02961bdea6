import { describe, expect, it } from '@jest/globals';
import { FaultSwitch } from '../../../src/simulated-kubernetes/spec/fault-switch.js';

describe('the fault switch', () => {
  it('strikes as often as asked for, one fault after the other', () => {
    const faults = new FaultSwitch();
    faults.set(['api:500*2', 'api:hang*1']);
    expect(Array.from({ length: 4 }, () => faults.strike('api'))).toEqual(['500', '500', 'hang', undefined]);
  });

  it('does not begin to count anew when the same faults are set again', () => {
    const faults = new FaultSwitch();
    faults.set(['api:500*1']);
    faults.strike('api');
    faults.set(['api:500*1', 'token:never']);
    expect(faults.strike('api')).toBeUndefined();
    expect(faults.strike('token')).toBe('never');
  });

  it('ends with its faults', () => {
    const faults = new FaultSwitch();
    faults.set(['api:500']);
    expect(faults.strike('api')).toBe('500');
    faults.set(['none']);
    expect(faults.strike('api')).toBeUndefined();
  });
});
