import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError } from '../../../core/driver-error.js';

/** The facts about a snapshot. */
export interface SnapshotFacts {
  readonly cluster: string;
  /** SHA-256 of the certificate of the cluster's authority: a cluster that was made again has another. */
  readonly authority: string;
  readonly sha256: string;
  readonly revision: number;
  readonly keys: number;
  /** ISO 8601. */
  readonly savedAt: string;
}

/** A snapshot that is in the store. */
export interface KeptSnapshot extends SnapshotFacts {
  readonly name: string;
  readonly file: string;
}

const formatVersion = 1;

/**
 * Keeps the snapshots of one cluster in a directory of its own: `NAME.db` with the data and `NAME.json` with the facts,
 * readable only by their owner. The facts are written last, so a snapshot exists completely or not at all.
 */
export class SnapshotStore {
  private readonly directory: string;

  constructor(
    parent: string,
    private readonly cluster: string,
  ) {
    this.directory = join(parent, cluster);
  }

  /** The snapshot, or undefined where there is none. @throws UNAVAILABLE where it cannot be read */
  async find(name: string): Promise<KeptSnapshot | undefined> {
    const path = this.path(name, 'json');
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw this.failed(`read ${path}`, thrown);
    }
    const facts = parseFacts(text);
    if (facts !== undefined) return { ...facts, name, file: this.path(name, 'db') };
    throw new DriverError('INVALID', {
      attempted: `read ${path}`,
      why: 'it is damaged, or of a newer driver',
      whatToDo: 'delete it, or update the driver',
    });
  }

  /**
   * Adds a snapshot. `fetch` writes the data to the given path and returns the facts; the hash in them is compared with
   * that of the file.
   */
  async add(name: string, fetch: (path: string) => Promise<SnapshotFacts>): Promise<KeptSnapshot> {
    const draft = await this.tried(`make ${this.directory}`, async () => {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      return mkdtemp(join(this.directory, '.new-'));
    });
    try {
      const data = join(draft, 'data');
      const facts = await fetch(data);
      return await this.tried(`keep the snapshot in ${this.directory}`, async () => {
        await chmod(data, 0o600);
        await requireHash(data, facts.sha256);
        const about = join(draft, 'facts');
        await writeDurably(about, JSON.stringify({ version: formatVersion, ...facts }));
        await rename(data, this.path(name, 'db'));
        await rename(about, this.path(name, 'json'));
        return { ...facts, name, file: this.path(name, 'db') };
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  /** @throws CONFLICT where the data is no longer what was saved */
  async verify({ file, sha256 }: KeptSnapshot): Promise<void> {
    await this.tried(`read ${file}`, () => requireHash(file, sha256));
  }

  /** Deletes a snapshot, the facts first; one that is gone is success. */
  async remove(name: string): Promise<void> {
    await this.tried(`delete the snapshot in ${this.directory}`, async () => {
      await rm(this.path(name, 'json'), { force: true });
      await rm(this.path(name, 'db'), { force: true });
    });
    // The directory may be gone, or hold other snapshots.
    await rmdir(this.directory).catch(() => undefined);
  }

  private path(name: string, extension: 'db' | 'json'): string {
    return join(this.directory, `${name}.${extension}`);
  }

  private async tried<T>(attempted: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      throw this.failed(attempted, thrown);
    }
  }

  private failed(attempted: string, thrown: unknown): DriverError {
    const { code } = thrown as { code?: unknown };
    if (code === 'CONFLICT') return DriverError.from(thrown);
    const whatToDo = 'check that snapshot-directory can be written and has room';
    const subject = `${attempted} (snapshots of ${this.cluster})`;
    const { problem: why } = DriverError.from(thrown);
    const parts = { attempted: subject, why, whatToDo, cause: thrown };
    return new DriverError(code === 'ENOSPC' ? 'QUOTA' : 'UNAVAILABLE', parts);
  }
}

/** SHA-256 in hexadecimal. */
async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function requireHash(path: string, expected: string): Promise<void> {
  if ((await hashOfFile(path)) === expected) return;
  throw new DriverError('CONFLICT', {
    attempted: `check ${path}`,
    why: 'it is damaged or incomplete',
    whatToDo: 'use another snapshot',
  });
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function parseFacts(text: string): SnapshotFacts | undefined {
  try {
    const facts = JSON.parse(text) as Partial<SnapshotFacts> & { version?: unknown };
    const { cluster, authority, sha256, revision = 0, keys = 0, savedAt = '' } = facts;
    if (facts.version !== formatVersion) return undefined;
    if (typeof cluster !== 'string' || typeof authority !== 'string' || typeof sha256 !== 'string') return undefined;
    return { cluster, authority, sha256, revision, keys, savedAt };
  } catch {
    return undefined;
  }
}
