import { runControlPlane } from './run-control-plane.js';

const [directory, cluster] = process.argv.slice(2);
if (directory === undefined || cluster === undefined) {
  console.error('usage: control-plane-process <directory> <cluster>: started by the mock provider, not by hand');
  process.exit(2);
}
await runControlPlane(directory, cluster);
