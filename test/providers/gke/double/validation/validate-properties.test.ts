import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { httpBindings } from './http-bindings.ts';
import { containerType } from './google-protos.ts';
import { validateMessage } from './validate-message.ts';
import { requestJson } from './support/message-arbitrary.ts';

const rules = { side: 'request', deprecatedAllowed: false, bound: [] } as const;
const requests = [...new Set(httpBindings.map(({ method }) => method.requestType))].map((name) => ({ name }));

describe('the validator, on anything that Google would take', () => {
  it.each(requests)('accepts every valid $name, and says the same of what it has read', ({ name }) => {
    const type = containerType(name);
    fc.assert(
      fc.property(requestJson(type, 3), (json) => {
        const first = validateMessage(type, json, rules);
        expect(first.problems).toEqual([]);
        expect(validateMessage(type, first.json, { ...rules, side: 'answer' }).json).toEqual(first.json);
      }),
      { numRuns: 15 },
    );
  });
});
