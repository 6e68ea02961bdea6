import type { CliHost } from './cli-host.js';
import type { ClusterFiles } from '../records/cluster-files.js';
import type { ClusterLocks } from '../records/cluster-locks.js';
import type { Terminal } from '../output/terminal.js';

/** What every command gets. */
export interface CliContext {
  readonly host: CliHost;
  readonly terminal: Terminal;
  readonly clusters: ClusterFiles;
  readonly locks: ClusterLocks;
}
