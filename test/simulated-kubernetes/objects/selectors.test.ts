import { describe, expect, it } from '@jest/globals';
import type { KubernetesObject } from '../../../src/simulated-kubernetes/objects/kubernetes-object.js';
import { kinds } from '../../../src/simulated-kubernetes/objects/resource-kinds.js';
import { fieldMatcher, labelMatcher } from '../../../src/simulated-kubernetes/objects/selectors.js';

const object: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'demo',
    namespace: 'default',
    uid: '1',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { app: 'web', tier: 'front' },
  },
  type: 'Opaque',
};

describe('label selectors', () => {
  it.each([
    { selector: '', matches: true, because: 'no requirement is always met' },
    { selector: 'app=web', matches: true, because: 'the label has that value' },
    { selector: 'app==web,tier=front', matches: true, because: 'all requirements are met' },
    { selector: 'app=web,tier=back', matches: false, because: 'one requirement is not met' },
    { selector: 'app!=api', matches: true, because: 'the label has another value' },
    { selector: 'missing!=x', matches: true, because: 'a missing label has no value' },
    { selector: 'app in (web, api)', matches: true, because: 'the value is in the set' },
    { selector: 'app notin (web,api)', matches: false, because: 'the value is in the set' },
    { selector: 'missing notin (web)', matches: true, because: 'a missing label is in no set' },
    { selector: 'app', matches: true, because: 'the label exists' },
    { selector: '!app', matches: false, because: 'the label exists' },
    { selector: '!missing,tier', matches: true, because: 'both requirements are met' },
  ])('"$selector": $matches, because $because', ({ selector, matches }) => {
    expect(labelMatcher(selector)(object)).toBe(matches);
  });

  it('are refused when they cannot be read', () => {
    expect(() => labelMatcher('app in web')).toThrow('unable to parse requirement');
  });
});

describe('field selectors', () => {
  it.each([
    { selector: 'metadata.name=demo', matches: true, because: 'it is its name' },
    { selector: 'metadata.name!=demo', matches: false, because: 'it is its name' },
    { selector: 'metadata.namespace=default,type=Opaque', matches: true, because: 'both fields have these values' },
    { selector: 'type=other', matches: false, because: 'the field has another value' },
  ])('"$selector": $matches, because $because', ({ selector, matches }) => {
    expect(fieldMatcher(kinds.secrets, selector)(object)).toBe(matches);
  });

  it('are refused for fields that a kind does not offer', () => {
    expect(() => fieldMatcher(kinds.configMaps, 'type=Opaque')).toThrow('field label not supported: type');
  });
});
