import { wireType } from './wire-writer.js';

/** Takes the bytes of a message apart. Every method throws a plain Error where the bytes end too early. */
export class WireReader {
  private position = 0;

  constructor(private readonly buffer: Buffer) {}

  get atEnd(): boolean {
    return this.position >= this.buffer.length;
  }

  /** The low 32 bits of a number of up to ten bytes, as an unsigned number: enough for tags, lengths, booleans. */
  varint(): number {
    const [low] = this.words();
    return low;
  }

  /** A signed 64-bit number as a text. */
  int64(): string {
    const [low, high] = this.words();
    if (high === 0) return String(low);
    return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low)).toString();
  }

  /** Whether any bit of the number is set. */
  bool(): boolean {
    const [low, high] = this.words();
    return low !== 0 || high !== 0;
  }

  bytes(): Buffer {
    const size = this.varint();
    const end = this.position + size;
    if (end > this.buffer.length) throw tooShort();
    const part = this.buffer.subarray(this.position, end);
    this.position = end;
    return part;
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  /** Leaves out the value of a field that nobody knows. */
  skip(type: number, field: number): void {
    switch (type) {
      case wireType.varint:
        this.words();
        return;
      case wireType.fixed64:
        this.move(8);
        return;
      case wireType.delimited:
        this.bytes();
        return;
      case wireType.startGroup:
        this.skipGroup(field);
        return;
      case wireType.fixed32:
        this.move(4);
        return;
      default:
        throw new Error(`the message is damaged: field ${String(field)} has the wire type ${String(type)}`);
    }
  }

  private skipGroup(group: number): void {
    // A stack, not recursion: who sends groups in groups must not choose how deep we call.
    const open = [group];
    while (open.length > 0) {
      const tag = this.varint();
      const field = tag >>> 3;
      const type = tag & 7;
      if (type === wireType.startGroup) open.push(field);
      else if (type !== wireType.endGroup) this.skip(type, field);
      else if (open.pop() !== field) throw new Error('the message is damaged: a group ends that did not begin');
    }
  }

  private move(size: number): void {
    this.position += size;
    if (this.position > this.buffer.length) throw tooShort();
  }

  private words(): readonly [low: number, high: number] {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.buffer[this.position++];
      if (byte === undefined) throw tooShort();
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= (bits & 0x0f) << 28;
        high = bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= (bits & 1) << 31;
      if (byte < 0x80) return [low >>> 0, high >>> 0];
    }
    throw new Error('the message is damaged: a number has more than ten bytes');
  }
}

function tooShort(): Error {
  return new Error('the message is damaged: it ends too early');
}
