import { noOptions } from '../../src/core/options/raw-options.js';
import { createProvider } from '../../src/providers/kind/kind-provider.js';
import { ExecaCommandRunner } from '../../src/adapters/commands/execa-command-runner.js';
import { providerContract } from '../contract/provider-contract.js';
import { whySkipped, describeReal } from './support/describe-real.js';
import { engineEnvironment, nodeImage, tool } from './support/real-engine.js';

if (whySkipped('kind') === undefined) {
  Object.assign(process.env, engineEnvironment());
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'])
    Reflect.deleteProperty(process.env, name);
  providerContract(
    'kind',
    () =>
      Promise.resolve({
        createProvider: (services) =>
          createProvider(services, { commands: new ExecaCommandRunner(), environment: process.env }),
        options: { ...noOptions, strings: nodeImage },
        secrets: [],
        change: { options: { ...noOptions, lists: { nodeLabels: ['team=red'] } } },
        refused: { options: { ...noOptions, ints: { nodeCount: 1n } }, option: 'node-count' },
        countClusters: async () =>
          (await tool('kind', ['get', 'clusters'])).split('\n').filter((name) => name !== '').length,
        removes: true,
        close: () => Promise.resolve(),
      }),
    300_000,
  );
} else {
  describeReal('kind', 'the contract, kept by the provider kind', () => undefined);
}
