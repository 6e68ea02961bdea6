const sectionHeaderSize = 64;
const sectionType = { none: 0, noBytes: 8 } as const;
const isLoaded = 2n;

/**
 * The file without what is never loaded: symbols and lines for debuggers. What the loader and add-ons need is in another table.
 * As `strip` does it, but for a file of any architecture. A file that is laid out in another way is left as it is.
 */
export function stripSymbols(file: Buffer): Buffer {
  const start = Number(file.readBigUInt64LE(40));
  const headers = Array.from({ length: file.readUInt16LE(60) }, (_, index) =>
    file.subarray(start + index * sectionHeaderSize, start + (index + 1) * sectionHeaderSize),
  );
  const names = headers[file.readUInt16LE(62)];
  const loaded = headers.filter(
    (header) => header.readUInt32LE(4) === sectionType.none || (header.readBigUInt64LE(8) & isLoaded) !== 0n,
  );
  // Sections refer to each other by index: only what comes last can go without renumbering the rest.
  if (names === undefined || loaded.some((header, index) => header !== headers[index])) return file;
  const end = Math.max(...loaded.map(endOf));
  const nameTable = file.subarray(offsetOf(names), endOf(names));
  const tableStart = Math.ceil((end + nameTable.length) / 8) * 8;
  const movedNames = Buffer.from(names);
  movedNames.writeBigUInt64LE(BigInt(end), 24);
  const stripped = Buffer.alloc(tableStart + (loaded.length + 1) * sectionHeaderSize);
  file.copy(stripped, 0, 0, end);
  nameTable.copy(stripped, end);
  Buffer.concat([...loaded, movedNames]).copy(stripped, tableStart);
  stripped.writeBigUInt64LE(BigInt(tableStart), 40);
  stripped.writeUInt16LE(loaded.length + 1, 60);
  stripped.writeUInt16LE(loaded.length, 62);
  return stripped;
}

function offsetOf(header: Buffer): number {
  return Number(header.readBigUInt64LE(24));
}

function endOf(header: Buffer): number {
  return offsetOf(header) + (header.readUInt32LE(4) === sectionType.noBytes ? 0 : Number(header.readBigUInt64LE(32)));
}
