/** How a value is laid out, as the low three bits of its tag say (protobuf's encoding, "Message Structure"). */
export const wireType = { varint: 0, fixed64: 1, delimited: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/** Collects the bytes of a message. */
export class WireWriter {
  private buffer: Buffer;
  private length = 0;

  constructor(sizeHint = 256) {
    this.buffer = Buffer.allocUnsafe(sizeHint);
  }

  /** What was written so far; the writer must not be used after it. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  tag(field: number, type: number): void {
    this.varint(field * 8 + type);
  }

  /** A number of 0 to 2^32 - 1. */
  varint(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.buffer[this.length++] = (rest & 0x7f) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.length++] = rest;
  }

  /** A 64-bit number; a negative one takes ten bytes. */
  int64(value: bigint): void {
    if (value >= 0n && value <= 0xffff_ffffn) {
      this.varint(Number(value));
      return;
    }
    this.reserve(10);
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      this.buffer[this.length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.buffer[this.length++] = Number(rest);
  }

  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.varint(size);
    this.reserve(size);
    this.length += this.buffer.write(value, this.length);
  }

  bytes(value: Uint8Array): void {
    this.varint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
