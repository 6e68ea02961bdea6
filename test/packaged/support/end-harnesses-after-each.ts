import { afterEach } from '@jest/globals';
import { endHarnesses } from '../../providers/gke/support/gke-harness.js';
import { packagedGke } from './packaged-gke.js';

// The same tests would pass on the sources, unnoticed.
if (packagedGke() === undefined)
  throw new Error('there is no packaged program: start the tests by "npm run test:packaged"');

afterEach(endHarnesses);
