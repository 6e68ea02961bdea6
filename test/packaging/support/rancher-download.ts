import { createHash } from 'node:crypto';

/** What Rancher makes of a download (Rancher, `pkg/controllers/management/drivers`; contract.md has the rules in short). */
export interface Installed {
  /** The name of the file in `/management-state/bin`. */
  readonly file: string;
  /** What the UI shows, and what `<name>EngineConfig` is made of. */
  readonly name: string;
}

const prefix = 'kontainer-engine-driver-';
const hashByLength: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' };

/**
 * Does what Rancher does with a file that it has downloaded: checks the hash, looks whether it is an ELF or an archive with one,
 * and finds its name. `content` is what the URL gave, uncompressed where it was an archive.
 * @throws Error where Rancher would leave the driver "Downloading" or "Activating"
 */
export function installAsRancher(url: string, download: Buffer, checksum: string, content = download): Installed {
  const algorithm = hashByLength[checksum.length];
  if (checksum !== '') {
    if (algorithm === undefined) throw new Error(`no hash has ${String(checksum.length)} digits`);
    if (createHash(algorithm).update(download).digest('hex') !== checksum) throw new Error('the hash differs');
  }
  if (isElf(content)) {
    const base = new URL(url).pathname.split('/').pop() ?? '';
    if (!base.startsWith(prefix)) throw new Error(`the file ${base} does not start with ${prefix}`);
    const name = base.slice(prefix.length).split(/[-_.]/)[0] ?? '';
    return { file: prefix + name, name };
  }
  for (const entry of tarEntries(content)) {
    const base = entry.name.split('/').pop() ?? '';
    if (base.startsWith(prefix) && isElf(entry.content)) return { file: base, name: base.slice(prefix.length) };
  }
  throw new Error(`neither an ELF file nor an archive with one whose name starts with ${prefix}`);
}

function isElf(content: Buffer): boolean {
  return content.length > 4 && content.readUInt32BE(0) === 0x7f45_4c46;
}

function* tarEntries(archive: Buffer): Iterable<{ readonly name: string; readonly content: Buffer }> {
  let at = 0;
  while (at + 512 <= archive.length && archive[at] !== 0) {
    const text = (from: number, to: number) => archive.toString('latin1', at + from, at + to).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 136).trim(), 8);
    yield { name: text(0, 100), content: archive.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
