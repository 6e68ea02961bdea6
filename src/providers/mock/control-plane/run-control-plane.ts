import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { basename, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { startControlPlane } from '../../../simulated-kubernetes/control-plane.js';
import { ownershipMark } from './cluster-directory.js';
import { isSameClaim, takeClaim } from './control-plane-claim.js';
import { readRecord, recordPath } from './control-plane-record.js';
import { logPath } from './launch-control-plane.js';
import { strikesFile } from './operation-faults.js';

/** How long a control plane may take until it serves, before it ends itself, in milliseconds. */
const startMs = 20_000;

/** How often it checks that its directory still holds its record, in milliseconds. */
const watchMs = 500;

/**
 * Runs the control plane of a cluster in this process: takes the claim of its directory, serves until a request to stop
 * comes, and ends the process. It ends at once where another process has the claim, or where the directory is missing
 * or not marked as ours. It ends soon after the directory disappears or gets another control plane's record.
 */
export async function runControlPlane(directory: string, cluster: string): Promise<void> {
  process.umask(0o077);
  const startTimeout = setTimeout(() => process.exit(1), startMs);
  const claim = await takeClaim(directory);
  if (claim === undefined || !(await isMarked(directory))) process.exit(0);
  await clearLeftovers(directory);

  const stop = new AbortController();
  const plane = await startControlPlane({
    cluster,
    stopRequested: () => {
      stop.abort();
    },
  });
  if (!(await isSameClaim(directory, claim))) process.exit(0);
  const record = {
    cluster,
    id: plane.id,
    pid: process.pid,
    endpoint: plane.endpoint,
    caCertificate: plane.caCertificate,
    adminCertificate: plane.admin.certificate,
    adminKey: plane.admin.key,
  };
  try {
    await writeFileAtomic(recordPath(directory), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  } catch {
    process.exit(0);
  }
  clearTimeout(startTimeout);

  const watch = setInterval(() => void endIfForgotten(directory, claim, plane.id), watchMs);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  clearInterval(watch);
  await rm(recordPath(directory), { force: true });
  await plane.stop();
  // The end of the process releases the claim. The port is closed by then.
  process.exit(0);
}

async function isMarked(directory: string): Promise<boolean> {
  return (await readdir(directory).catch((): string[] => [])).includes(ownershipMark);
}

/** Deletes the files of a control plane that died, perhaps in the middle of a write. */
async function clearLeftovers(directory: string): Promise<void> {
  const kept = [ownershipMark, strikesFile, basename(logPath(directory))];
  const entries = await readdir(directory).catch((): string[] => []);
  for (const entry of entries.filter((each) => !kept.includes(each))) await rm(join(directory, entry), { force: true });
}

async function endIfForgotten(directory: string, claim: Server, id: string): Promise<void> {
  const record = await readRecord(directory);
  if (record?.id !== id || !(await isSameClaim(directory, claim))) process.exit(0);
}
