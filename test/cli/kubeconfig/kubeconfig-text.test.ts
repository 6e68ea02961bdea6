import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { KubeconfigEntries } from '../../../src/cli/kubeconfig/kubeconfig-of.js';
import { withEntries, withoutEntries } from '../../../src/cli/kubeconfig/kubeconfig-text.js';

const entries = (server: string): KubeconfigEntries => ({
  cluster: { name: 'driver-demo', cluster: { server } },
  user: { name: 'driver-demo', user: { token: 't' } },
  context: { name: 'driver-demo', context: { cluster: 'driver-demo', user: 'driver-demo' } },
});

const byKubectl = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${'Q'.repeat(300)}
    server: "https://work"   # production!
  name: work
contexts: []
current-context: work
kind: Config
preferences: {}
users:
- name: work
  user:
    exec: {command: aws, args: [eks, get-token]}
`;
const byHand = `# my clusters

apiVersion: v1
kind: Config
clusters:
  # the one at work
  - name: work
    cluster: { server: 'https://work' }
users: []
contexts:
  - name: work
    context: { cluster: work, user: work }
`;

describe('a kubeconfig with a cluster added', () => {
  it.each([
    { text: '', because: 'there was no file' },
    { text: '# nothing yet\n', because: 'there was a comment only' },
    { text: byKubectl, because: 'kubectl wrote it' },
    { text: byHand, because: 'a person wrote it' },
    { text: '{"apiVersion":"v1","clusters":[],"users":null,"contexts":[]}', because: 'it is JSON' },
  ])('has its entries and makes it current: $because', ({ text }) => {
    const config = parse(withEntries(text, entries('https://demo'))) as Record<string, unknown>;
    expect(config['current-context']).toBe('driver-demo');
    const { cluster, user, context } = entries('https://demo');
    expect(config.clusters).toContainEqual(cluster);
    expect(config.users).toContainEqual(user);
    expect(config.contexts).toContainEqual(context);
  });

  it.each([
    { text: byKubectl, because: 'kubectl wrote it' },
    { text: byHand, because: 'a person wrote it' },
  ])('keeps every line that was there: $because', ({ text }) => {
    const lines = new Set(withEntries(text, entries('https://demo')).split('\n').map(withoutSpaces));
    const own = text.split('\n').filter((line) => !/^(current-context|contexts|users):/.test(line));
    for (const line of own) expect(lines).toContain(withoutSpaces(line));
  });

  it('replaces what it had of that cluster', () => {
    const twice = withEntries(withEntries(byHand, entries('https://old')), entries('https://new'));
    expect(twice).not.toContain('https://old');
    expect(twice.match(/name: driver-demo/g)).toHaveLength(3);
  });

  it.each([
    { text: '{ not: [yaml', because: 'it is no YAML' },
    { text: '- a\n- b\n', because: 'it is a list' },
  ])('is refused where it cannot be understood: $because', ({ text }) => {
    expect(() => withEntries(text, entries('https://demo'))).toThrow();
  });
});

describe('a kubeconfig with a cluster removed', () => {
  it('is the same text where there was nothing of it', () => {
    expect(withoutEntries(byHand, 'driver-demo')).toBe(byHand);
  });

  it.each([
    { text: byKubectl, because: 'kubectl wrote it' },
    { text: byHand, because: 'a person wrote it' },
  ])('means what it meant before the cluster came, but for the current context: $because', ({ text }) => {
    const after = withoutEntries(withEntries(text, entries('https://demo')), 'driver-demo');
    expect({ ...(parse(after) as object), 'current-context': 'x' }).toEqual({
      ...(parse(text) as object),
      'current-context': 'x',
    });
  });

  it('keeps the current context where it is another', () => {
    const mine = withEntries(byHand, entries('https://demo')).replace(
      'current-context: driver-demo',
      'current-context: work',
    );
    expect(parse(withoutEntries(mine, 'driver-demo'))).toMatchObject({ 'current-context': 'work' });
  });
});

/** The space before a comment and inside braces is not kept. */
function withoutSpaces(line: string): string {
  return line.replace(/ /g, '');
}
