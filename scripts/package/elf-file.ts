/** What an ELF file of 64 bits, little-endian, says about itself (System V ABI; LSB Core, "Symbol Versioning"). */
export interface ElfFacts {
  readonly machine: 'amd64' | 'arm64';
  readonly isExecutable: boolean;
  readonly interpreter: string;
  /** Names of the shared libraries that it asks for. */
  readonly needed: readonly string[];
  /** Versions of symbols that it asks for, by library. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

const segmentType = { load: 1, dynamic: 2, interpreter: 3 } as const;
const dynamicTag = { needed: 1, strings: 5, versionNeeds: 0x6fff_fffe, versionNeedCount: 0x6fff_ffff } as const;
const machines: Readonly<Record<number, ElfFacts['machine']>> = { 62: 'amd64', 183: 'arm64' };

/** Reads the facts. @throws Error where the file is no such ELF */
export function readElf(file: Buffer): ElfFacts {
  if (file.readUInt32BE(0) !== 0x7f45_4c46 || file[4] !== 2 || file[5] !== 1)
    throw new Error('it is no ELF file of 64 bits');
  const machine = machines[file.readUInt16LE(18)];
  if (machine === undefined) throw new Error(`its machine type ${String(file.readUInt16LE(18))} is unknown`);
  const segments = segmentsOf(file);
  const interpreter = segments.find(({ type }) => type === segmentType.interpreter);
  const dynamic = dynamicOf(file, segments);
  const place = (address: number) => offsetOf(segments, address);
  const strings = place(dynamic.get(dynamicTag.strings)?.[0] ?? 0);
  const text = (at: number) => textAt(file, strings + at);
  return {
    machine,
    isExecutable: [2, 3].includes(file.readUInt16LE(16)),
    interpreter: interpreter === undefined ? '' : textAt(file, interpreter.offset),
    needed: (dynamic.get(dynamicTag.needed) ?? []).map(text),
    versions: versionsOf(file, place(dynamic.get(dynamicTag.versionNeeds)?.[0] ?? 0), dynamic, text),
  };
}

function segmentsOf(file: Buffer): readonly Segment[] {
  const start = Number(file.readBigUInt64LE(32));
  const size = file.readUInt16LE(54);
  return Array.from({ length: file.readUInt16LE(56) }, (_, index) => {
    const at = start + index * size;
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: Number(file.readBigUInt64LE(at + 16)),
      size: Number(file.readBigUInt64LE(at + 32)),
    };
  });
}

function dynamicOf(file: Buffer, segments: readonly Segment[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  const dynamic = segments.find(({ type }) => type === segmentType.dynamic);
  if (dynamic === undefined) return found;
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    const tag = Number(file.readBigUInt64LE(at));
    if (tag === 0) break;
    const values = found.get(tag) ?? [];
    values.push(Number(file.readBigUInt64LE(at + 8)));
    found.set(tag, values);
  }
  return found;
}

function versionsOf(
  file: Buffer,
  start: number,
  dynamic: ReadonlyMap<number, readonly number[]>,
  text: (at: number) => string,
): Record<string, string[]> {
  const versions: Record<string, string[]> = {};
  let at = start;
  for (let left = dynamic.get(dynamicTag.versionNeedCount)?.[0] ?? 0; left > 0; left--) {
    const names: string[] = [];
    let entry = at + file.readUInt32LE(at + 8);
    for (let count = file.readUInt16LE(at + 2); count > 0; count--) {
      names.push(text(file.readUInt32LE(entry + 8)));
      entry += file.readUInt32LE(entry + 12);
    }
    versions[text(file.readUInt32LE(at + 4))] = names.sort();
    at += file.readUInt32LE(at + 12);
  }
  return versions;
}

function offsetOf(segments: readonly Segment[], address: number): number {
  const holder = segments.find(
    (segment) =>
      segment.type === segmentType.load && address >= segment.address && address < segment.address + segment.size,
  );
  return holder === undefined ? 0 : address - holder.address + holder.offset;
}

function textAt(file: Buffer, at: number): string {
  return file.toString('latin1', at, file.indexOf(0, at));
}
