// Slow, and for root on Linux: packages drivers and runs them as Rancher does. `npm run test:jail`
import base from '../../jest.config.js';

/** @type {import('jest').Config} */
const config = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/jail/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/jail/support/package-once.ts',
  globalTeardown: '<rootDir>/test/jail/support/remove-packages.ts',
  testTimeout: 240_000,
  // Every driver wants a core for itself when it starts.
  maxWorkers: 1,
};

export default config;
