import { access, mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { lock } from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { DriverError, messageOf } from '../../core/driver-error.js';
import { contextName, type KubeconfigEntries } from './kubeconfig-of.js';
import { withEntries, withoutEntries } from './kubeconfig-text.js';
import type { Terminal } from '../output/terminal.js';

/** The user's kubeconfig files: those of `$KUBECONFIG`, or `~/.kube/config`. */
export function kubeconfigFiles({ environment, home, workingDirectory }: Terminal): readonly string[] {
  const named = (environment.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  return named.length === 0 ? [join(home, '.kube', 'config')] : named.map((file) => resolve(workingDirectory, file));
}

/**
 * Adds a cluster's entries to the first file that exists. Where none exists, makes the last file, as kubectl does. Returns
 * its path.
 */
export async function addToKubeconfig(files: readonly string[], entries: KubeconfigEntries): Promise<string> {
  const existing = await Promise.all(files.map(exists));
  const file = files[existing.indexOf(true)] ?? files.at(-1) ?? '';
  await change(file, (text) => withEntries(text, entries));
  return file;
}

/** Removes a cluster's entries from every file that has some. Returns the files that were changed. */
export async function removeFromKubeconfig(files: readonly string[], cluster: string): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const file of files) {
    if (!(await exists(file))) continue;
    if (await change(file, (text) => withoutEntries(text, contextName(cluster)))) changed.push(file);
  }
  return changed;
}

/** Rewrites a file under kubectl's own lock (`<file>.lock`), readable by the user only. Returns whether anything changed. */
async function change(file: string, edit: (text: string) => string): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const release = await lock(file, { realpath: false, retries: { retries: 20, minTimeout: 50, maxTimeout: 250 } });
    try {
      const before = await readFile(file, 'utf8').catch(emptyWhereMissing);
      const after = edit(before);
      if (after === before) return false;
      await writeFileAtomic(file, after, { mode: 0o600 });
      return true;
    } finally {
      await release();
    }
  } catch (cause) {
    throw new DriverError('INVALID', {
      attempted: `change the kubeconfig ${file}`,
      why: `${messageOf(cause)}; it was left as it is`,

      cause,
    });
  }
}

function emptyWhereMissing(thrown: NodeJS.ErrnoException): string {
  if (thrown.code === 'ENOENT') return '';
  throw thrown;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
