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

/** How long a control plane may take to serve before it gives itself up, in milliseconds. */
const startMs = 20_000;

/** How often it looks whether its directory still speaks of it, in milliseconds. */
const watchMs = 500;

/**
 * Runs the control plane of a cluster in this process, from the claim of its directory until somebody asks it to stop; then
 * ends the process. Ends it at once if another process has the claim, or the directory is not there or not marked as ours;
 * and soon if the directory goes away or gets another control plane's record.
 */
export async function runControlPlane(directory: string, cluster: string): Promise<void> {
  process.umask(0o077);
  const surrender = setTimeout(() => process.exit(1), startMs);
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
  clearTimeout(surrender);

  const watch = setInterval(() => void endIfForgotten(directory, claim, plane.id), watchMs);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  clearInterval(watch);
  await rm(recordPath(directory), { force: true });
  await plane.stop();
  // The end of the process gives back the claim: whoever waits for that finds the port closed, too.
  process.exit(0);
}

async function isMarked(directory: string): Promise<boolean> {
  return (await readdir(directory).catch((): string[] => [])).includes(ownershipMark);
}

/** What a control plane left that died, in the middle of a write perhaps. */
async function clearLeftovers(directory: string): Promise<void> {
  const kept = [ownershipMark, strikesFile, basename(logPath(directory))];
  const entries = await readdir(directory).catch((): string[] => []);
  for (const entry of entries.filter((each) => !kept.includes(each))) await rm(join(directory, entry), { force: true });
}

async function endIfForgotten(directory: string, claim: Server, id: string): Promise<void> {
  const record = await readRecord(directory);
  if (record?.id !== id || !(await isSameClaim(directory, claim))) process.exit(0);
}
