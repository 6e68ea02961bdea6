import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { DriverError, messageOf } from '../../core/driver-error.js';
import type { ClusterRecord } from '../../engine/records/cluster-record.js';
import type { ClusterStore } from '../../engine/records/cluster-store.js';
import { recordFromText, recordToText } from './record-text.js';

/** Records of clusters, one file for each. Only the user may read the files, because they hold credentials. */
export class ClusterFiles implements ClusterStore {
  constructor(private readonly directory: string) {}

  /** Names of all clusters that have a file, in order. */
  async names(): Promise<readonly string[]> {
    const files = await readdir(this.directory).catch(emptyWhereMissing([]));
    return files
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .sort();
  }

  async read(name: string): Promise<ClusterRecord | undefined> {
    const file = this.fileOf(name);
    const text = await readFile(file, 'utf8').catch(emptyWhereMissing(undefined));
    if (text === undefined) return undefined;
    try {
      return recordFromText(text, name);
    } catch (cause) {
      const whatToDo = 'restore it from a backup, or look after the cluster by hand and delete the file';
      throw new DriverError('INVALID', { attempted: `read ${file}`, why: messageOf(cause), whatToDo, cause });
    }
  }

  async write(record: ClusterRecord): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.fileOf(record.name), recordToText(record), { mode: 0o600 });
  }

  async remove(name: string): Promise<void> {
    await rm(this.fileOf(name), { force: true });
  }

  private fileOf(name: string): string {
    return join(this.directory, `${name}.json`);
  }
}

function emptyWhereMissing<Value>(empty: Value): (thrown: NodeJS.ErrnoException) => Value {
  return (thrown) => {
    if (thrown.code === 'ENOENT') return empty;
    throw DriverError.from(thrown, 'read the clusters');
  };
}
