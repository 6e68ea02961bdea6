import usual from '../../jest.config.js';

/** @type {import('jest').Config} */
const config = {
  ...usual,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/real/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Each suite keeps the machine busy by itself.
  maxWorkers: 1,
  testTimeout: 600_000,
  verbose: true,
};

export default config;
