import { messageOf, DriverError } from '../../../core/driver-error.js';
import type { KindOptionValues } from '../options/kind-options.js';

/**
 * Returns the directory of snapshots: the one that the user names, or one in their data directory (on Linux in
 * $XDG_DATA_HOME or ~/.local/share).
 * @throws INVALID where this user has no home and named no directory
 */
export async function snapshotDirectory({ snapshotDirectory: named }: KindOptionValues): Promise<string> {
  if (named !== undefined) return named;
  try {
    // The import can fail, because the module looks for the home directory while it is loaded.
    const { default: envPaths } = await import('env-paths');
    return `${envPaths('rancher-driver-host', { suffix: '' }).data}/snapshots`;
  } catch (cause) {
    const why = `this user has no home directory (${messageOf(cause)})`;
    throw new DriverError('INVALID', {
      attempted: 'look for snapshots',
      why,
      whatToDo: 'name a directory with snapshot-directory',
      cause,
    });
  }
}
