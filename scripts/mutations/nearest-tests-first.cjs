// For Jest: the order in which it runs test files, since the first failure ends a run. MUTATED_FILE is `core/json.ts`: the test
// of that name comes first, then those of its folder; what starts processes or servers comes last.
const { basename, dirname } = require('node:path');

const slow = /\/test\/(server|engine\/process)\//;
const mutated = process.env.MUTATED_FILE ?? '';

function rank({ path }) {
  if (basename(path, '.test.ts') === basename(mutated, '.ts')) return 0;
  if (dirname(path).endsWith(`/test/${dirname(mutated)}`)) return 1;
  return slow.test(path) ? 3 : 2;
}

module.exports = class NearestTestsFirst {
  sort(tests) {
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
