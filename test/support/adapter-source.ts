/** The source of an adapter as a stranger would write it, in plain JavaScript; `parts` replace its own. */
export function adapterSource(parts = '', before = ''): string {
  return `
    ${before}
    export function createProvider({ log }) {
      return {
        name: 'stranger',
        description: 'An adapter of somebody else',
        stateVersion: 1,
        options: {
          size: { type: 'int', usage: 'Size', default: 1 },
          'access-key': { type: 'string', usage: 'Key', secret: true },
        },
        async create(context) {
          log.info('makes ' + context.name);
          return { id: 'x' };
        },
        async access() {
          return { endpoint: 'https://c', rootCaCertificate: 'CA', credential: { kind: 'token', token: 't' }, version: '1.34.1', nodeCount: 1 };
        },
        async remove() {},
        ${parts}
      };
    }
  `;
}
