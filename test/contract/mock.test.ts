import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noOptions } from '../../src/core/options/raw-options.js';
import { createProvider } from '../../src/providers/mock/mock-provider.js';
import { providerContract } from './provider-contract.js';

providerContract('mock', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'contract-mock-'));
  const accessKey = 'AKIA-the-key-of-the-contract-suite';
  return {
    createProvider,
    options: { ...noOptions, strings: { directory, accessKey }, ints: { nodeCount: 1n } },
    secrets: [accessKey],
    change: { options: { ...noOptions, ints: { nodeCount: 3n } }, nodeCount: 3n },
    refused: { options: { ...noOptions, strings: { region: 'moon' } }, option: 'region' },
    countClusters: async () => (await readdir(directory)).length,
    removes: true,
    close: () => rm(directory, { recursive: true, force: true }),
  };
});
