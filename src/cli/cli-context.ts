import type { CliHost } from './cli-host.js';
import type { ClusterFiles } from './cluster-files.js';
import type { ClusterLocks } from './cluster-locks.js';
import type { Terminal } from './terminal.js';

/** What every command works with. */
export interface CliContext {
  readonly host: CliHost;
  readonly terminal: Terminal;
  readonly clusters: ClusterFiles;
  readonly locks: ClusterLocks;
}
