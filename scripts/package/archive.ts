import { execa } from 'execa';

const blockSize = 512;

/**
 * Tar archives with one executable file each, compressed, by the name that the file has in there; from an archive, that is the name
 * under which Rancher keeps a driver. All hold the same content, which is compressed once: data of xz may be put together of
 * parts. The same content gives the same bytes.
 */
export async function compressedArchives(
  names: readonly string[],
  content: Buffer,
): Promise<ReadonlyMap<string, Buffer>> {
  const [body, end] = await Promise.all([compress(content), compress(endOf(content.length))]);
  const archives = names.map(async (name) => {
    const header = await compress(headerOf(name, content.length));
    return [name, Buffer.concat([header, body, end])] as const;
  });
  return new Map(await Promise.all(archives));
}

/** What comes before the content of the only file: no owner, no time (POSIX ustar). */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(blockSize);
  header.write(name, 0);
  header.write('0000755\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** What comes after it: the rest of its last block, and two empty ones. */
function endOf(size: number): Buffer {
  return Buffer.alloc(((blockSize - (size % blockSize)) % blockSize) + 2 * blockSize);
}

/** As `xz -6` does it, in one thread: more threads would cut the data in other places. */
async function compress(content: Buffer): Promise<Buffer> {
  const { stdout } = await execa('xz', ['--threads=1', '-6', '--stdout'], {
    input: content,
    encoding: 'buffer',
    maxBuffer: content.length + blockSize,
  });
  return Buffer.from(stdout);
}
