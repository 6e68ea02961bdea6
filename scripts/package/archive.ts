import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const blockSize = 512;

/**
 * A tar archive with one executable file in it, the same bytes for the same content: no owner, no time (POSIX ustar).
 * From an archive Rancher keeps a driver under the name that it has in there.
 */
export function tarOf(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(blockSize);
  header.write(name, 0);
  header.write('0000755\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((blockSize - (content.length % blockSize)) % blockSize);
  return Buffer.concat([header, content, padding, Buffer.alloc(2 * blockSize)]);
}

/** Writes `<path>` compressed as `xz -6` does it, in one thread: more threads would cut the data in other places. */
export function writeCompressed(path: string, content: Buffer): void {
  const compressed = execFileSync('xz', ['--threads=1', '-6', '--stdout'], {
    input: content,
    maxBuffer: content.length,
  });
  writeFileSync(path, compressed);
}
