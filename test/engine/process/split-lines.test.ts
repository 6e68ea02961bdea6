import { describe, expect, it } from '@jest/globals';
import { splitLines } from '../../../src/engine/process/split-lines.js';

/** The lines of a stream that comes in these pieces. */
function linesOf(pieces: Iterable<string>): readonly string[] {
  const lines: string[] = [];
  const splitter = splitLines((line) => {
    lines.push(line);
  });
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return lines;
}

const kibibyte = 'x'.repeat(1024);

describe('splitting a stream into lines', () => {
  it.each([
    { pieces: ['one\ntwo\n'], lines: ['one', 'two'], because: 'a piece may hold several' },
    {
      pieces: ['o', 'ne\nt', 'wo'],
      lines: ['one', 'two'],
      because: 'a line may come in pieces, the last without an end',
    },
    { pieces: ['one\r\ntwo\r', '\n'], lines: ['one', 'two'], because: 'some end their lines the Windows way' },
    { pieces: ['\n\none\n\r\n'], lines: ['one'], because: 'an empty line says nothing' },
    { pieces: [], lines: [], because: 'nothing was written' },
  ])('gives $lines: $because', ({ pieces, lines }) => {
    expect(linesOf(pieces)).toEqual(lines);
  });

  it('keeps a line of 64 KiB whole', () => {
    const pieces = Array.from({ length: 64 }, () => kibibyte);
    expect(linesOf([...pieces, '\n'])).toEqual([kibibyte.repeat(64)]);
  });

  it('hands on an endless line in parts, so that no more than 64 KiB of it wait in memory', () => {
    let waiting = 0;
    let most = 0;
    const splitter = splitLines((line) => {
      waiting -= line.length;
    });
    for (let pieces = 0; pieces < 1024; pieces++) {
      splitter.push(kibibyte);
      waiting += kibibyte.length;
      most = Math.max(most, waiting);
    }
    splitter.end();
    expect(most).toBeLessThanOrEqual(64 * 1024);
    expect(waiting).toBe(0);
  });
});
