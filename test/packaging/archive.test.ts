import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compressedArchives } from '../../scripts/package/archive.js';
import { installAsRancher } from './support/rancher-download.js';

const elf = readFileSync(process.execPath).subarray(0, 10_000);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const names = ['kontainer-engine-driver-gke', 'kontainer-engine-driver-mock'];
const readers = {
  'tar and xz': ['tar', '--extract', '--xz', '--to-stdout', '--file', '-'],
  xz: ['sh', '-c', 'xz --decompress --stdout | tar --extract --to-stdout --file -'],
};

async function archiveOf(name: string): Promise<Buffer> {
  return (await compressedArchives(names, elf)).get(name) ?? Buffer.alloc(0);
}

describe('the archive of a driver', () => {
  it('is read by tar, with one file that may be executed', async () => {
    const input = await archiveOf('kontainer-engine-driver-gke');
    const listing = execFileSync('tar', ['--list', '--verbose', '--xz', '--file', '-'], { input, encoding: 'utf8' });
    expect(listing).toMatch(/^-rwxr-xr-x 0\/0 +10000 1970-01-01 \S+ kontainer-engine-driver-gke\n$/);
  });

  it.each(Object.keys(readers))('gives back to %s what was put in', async (reader) => {
    const [program = '', ...args] = readers[reader as keyof typeof readers];
    const content = execFileSync(program, args, { input: await archiveOf('kontainer-engine-driver-gke') });
    expect(content.equals(elf)).toBe(true);
  });

  it.each(['gke', 'mock'])('is kept by Rancher under the name that it has in there: %s', async (name) => {
    const archive = await archiveOf(`kontainer-engine-driver-${name}`);
    const tar = execFileSync('xz', ['--decompress', '--stdout'], { input: archive });
    expect(installAsRancher('https://x.example/anything.tar.xz', archive, sha256(archive), tar)).toEqual({
      file: `kontainer-engine-driver-${name}`,
      name,
    });
  });

  it.each([
    { file: 'kontainer-engine-driver-gke', name: 'gke' },
    { file: 'kontainer-engine-driver-gke-linux-amd64', name: 'gke' },
    { file: 'kontainer-engine-driver-gke_v1.2', name: 'gke' },
  ])('as a bare file, $file is kept as the driver $name', ({ file, name }) => {
    expect(installAsRancher(`https://x.example/a/${file}?v=1`, elf, '').name).toBe(name);
  });

  it('is refused where the hash differs', () => {
    const url = 'https://x.example/kontainer-engine-driver-gke';
    expect(() => installAsRancher(url, elf, sha256(Buffer.from('other')))).toThrow('the hash differs');
  });
});
