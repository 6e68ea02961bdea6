import { expect } from '@jest/globals';
import { createProvider } from '../../src/providers/gke/gke-provider.js';
import { startReachableDouble } from '../providers/gke/support/reachable-double.js';
import { scaledClock } from '../providers/gke/support/scaled-clock.js';
import { rawOptions } from '../support/raw-options.js';
import { providerContract } from './provider-contract.js';

providerContract('gke', async () => {
  const double = await startReachableDouble();
  const { google } = double;
  const { root } = google.endpoints;
  const { file } = google.makeKey();
  const credential = JSON.stringify(file);
  return {
    createProvider: (services) =>
      createProvider({ ...services, clock: scaledClock(400) }, { environment: {}, requestTimeoutMs: 2_000_000 }),
    options: rawOptions({
      credential,
      zone: 'us-central1-a',
      nodeCount: 1,
      apiEndpoint: root,
      computeEndpoint: root,
    }),
    secrets: [credential, file.private_key],
    change: { options: rawOptions({ nodeCount: 3 }), nodeCount: 3n },
    refused: { options: rawOptions({ network: 'private-network' }), option: 'network' },
    countClusters: () => Promise.resolve(double.countClusters()),
    removes: true,
    close: async () => {
      expect(google.violations).toEqual([]);
      await double[Symbol.asyncDispose]();
    },
  };
});
