import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { tarOf } from '../../scripts/package/archive.js';
import { installAsRancher } from './support/rancher-download.js';

const elf = readFileSync(process.execPath).subarray(0, 10_000);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('the archive of a driver', () => {
  it('is read by tar, with one file that may be executed', () => {
    const listing = execFileSync('tar', ['-tv'], {
      input: tarOf('kontainer-engine-driver-gke', elf),
      encoding: 'utf8',
    });
    expect(listing).toMatch(/^-rwxr-xr-x 0\/0 +10000 1970-01-01 \S+ kontainer-engine-driver-gke\n$/);
  });

  it('gives back what was put in', () => {
    const content = execFileSync('tar', ['-xO'], { input: tarOf('kontainer-engine-driver-gke', elf) });
    expect(content.equals(elf)).toBe(true);
  });

  it('is kept by Rancher under the name that it has in there', () => {
    const archive = tarOf('kontainer-engine-driver-gke', elf);
    expect(installAsRancher('https://x.example/anything.tar.xz', archive, sha256(archive))).toEqual({
      file: 'kontainer-engine-driver-gke',
      name: 'gke',
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
