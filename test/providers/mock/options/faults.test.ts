import { describe, expect, it } from '@jest/globals';
import { faultKinds, faultPattern } from '../../../../src/providers/mock/options/faults.js';
import { parseFaults } from '../../../../src/simulated-kubernetes/spec/simulated-faults.js';

describe('faults', () => {
  it('are all accepted by the option, with and without a number of times', () => {
    const texts = faultKinds.flatMap(({ name }) => [name, `${name}*1`, `${name}*12`]);
    expect(texts.filter((text) => !faultPattern.test(text))).toEqual([]);
  });

  it.each([
    { text: 'create', because: 'it names no kind' },
    { text: 'create:after-lunch', because: 'there is no such step' },
    { text: 'api:500*0', because: 'what happens no time is not asked for' },
    { text: 'none*1', because: 'nothing cannot be counted' },
  ])('are refused: $text', ({ text }) => {
    expect(faultPattern.test(text)).toBe(false);
  });

  it('are read with their number of times', () => {
    expect(parseFaults(['api:500', 'create:after-network*2'])).toEqual([
      { text: 'api:500', name: 'api:500' },
      { text: 'create:after-network*2', name: 'create:after-network', times: 2 },
    ]);
  });

  it('are none when the option says so, because Rancher cannot clear a list', () => {
    expect(parseFaults(['none'])).toEqual([]);
  });
});
