import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Reflection from '@grpc/reflection';
import type * as Health from 'grpc-health-check';
import { listen } from '../server/connections/listen.js';
import { builtInProviders } from './built-in-providers.js';
import type { ProgramParts } from './program-parts.js';

const require = createRequire(import.meta.url);

/** The program that Node.js runs from its files: it reads the contract, its version and what it needs from beside them. */
export const sourceParts: ProgramParts = {
  providers: builtInProviders,
  contract: async () => {
    const { readContract } = await import('../wire/contract.js');
    return readContract();
  },
  listen,
  updateErrors: 'ask',
  standardServices: {
    health: () => (require('grpc-health-check') as typeof Health).HealthImplementation,
    reflection: () => (require('@grpc/reflection') as typeof Reflection).ReflectionService,
  },
  version: () => {
    const path = new URL('../../package.json', import.meta.url);
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
  },
  ownCommand: () => [
    process.execPath,
    process.argv[1] ?? fileURLToPath(new URL('../../bin/driver.js', import.meta.url)),
  ],
};
