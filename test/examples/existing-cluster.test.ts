import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProviderModule } from '../../src/core/contract/provider-module.js';
import { noOptions, type RawOptions } from '../../src/core/options/raw-options.js';
import { type ControlPlane, startControlPlane } from '../../src/simulated-kubernetes/control-plane.js';
import { providerContract } from '../contract/provider-contract.js';
import { buildAsStranger } from './stranger.js';

providerContract(
  'existing, built by a stranger',
  async () => {
    const stranger = await buildAsStranger('existing-cluster');
    const path = join(stranger.folder, 'lib', 'existing-cluster-provider.js');
    const { createProvider } = (await import(pathToFileURL(path).href)) as ProviderModule;
    const cluster = await startControlPlane({ cluster: 'theirs', spec: { nodeCount: 2 } });
    const other = await startControlPlane({ cluster: 'other', spec: { nodeCount: 2 } });
    return {
      createProvider,
      options: kubeconfigOption(cluster),
      secrets: [kubeconfigOf(cluster), cluster.admin.key],
      change: { options: { ...noOptions, strings: { context: 'mine' } } },
      refused: { options: kubeconfigOption(other), option: 'another cluster' },
      countClusters: () => Promise.resolve(1),
      removes: false,
      close: async () => {
        await cluster.stop();
        await other.stop();
        await stranger.leave();
      },
    };
  },
  120_000,
);

function kubeconfigOption(cluster: ControlPlane): RawOptions {
  return { ...noOptions, strings: { kubeconfig: kubeconfigOf(cluster) } };
}

/** A kubeconfig as `kubectl config view --raw --flatten` prints it; JSON is YAML. */
function kubeconfigOf({ endpoint, caCertificate, admin }: ControlPlane): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const user = { 'client-certificate-data': base64(admin.certificate), 'client-key-data': base64(admin.key) };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'mine', cluster: { server: endpoint, 'certificate-authority-data': base64(caCertificate) } }],
    users: [{ name: 'me', user }],
    contexts: [{ name: 'mine', context: { cluster: 'mine', user: 'me' } }],
    'current-context': 'mine',
  });
}
