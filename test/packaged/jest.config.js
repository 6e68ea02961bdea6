// Every test of a whole gke driver once more, on the packaged program: `npm run test:packaged`
import base from '../../jest.config.js';

/**
 * Tests of the whole driver. What else lies beside them asks functions, option tables or the double itself, of which the packaged
 * program shows nothing.
 */
const withHarness = [
  'calls',
  'connection',
  'crash',
  'credentials',
  'doctor',
  'drift',
  'go-configuration',
  'interruption',
  'lifecycle',
  'update',
];

/** @type {import('jest').Config} */
const config = {
  ...base,
  rootDir: '../..',
  testMatch: withHarness.map((name) => `<rootDir>/test/providers/gke/${name}.test.ts`),
  globalSetup: '<rootDir>/test/packaged/support/package-gke-once.ts',
  globalTeardown: '<rootDir>/test/packaged/support/remove-packaged-gke.ts',
  setupFilesAfterEnv: ['<rootDir>/test/packaged/support/end-harnesses-after-each.ts'],
  // Each test starts drivers, and the tests of crashes hundreds of them.
  testTimeout: 60_000,
  maxWorkers: 2,
};

export default config;
