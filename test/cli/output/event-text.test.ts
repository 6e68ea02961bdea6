import { describe, expect, it } from '@jest/globals';
import { duration } from '../../../src/cli/output/duration.js';
import { eventText } from '../../../src/cli/output/event-text.js';
import { parseDriverLine } from '../../../src/engine/process/driver-line.js';

describe('a line of a driver', () => {
  it.each([
    { line: '{"level":"info","msg":"waiting"}', brief: 'waiting', full: 'waiting' },
    { line: '{"level":"warn","msg":"slow"}', brief: 'warn: slow', full: 'warn: slow' },
    { line: '{"level":"error","msg":"failed"}', brief: undefined, full: 'error: failed' },
    { line: '{"level":"debug","msg":"details"}', brief: undefined, full: 'details' },
    {
      line: 'driver ready: provider mock on 127.0.0.1:1',
      brief: undefined,
      full: 'driver ready: provider mock on 127.0.0.1:1',
    },
    { line: 'time="x" level=info msg="y"', brief: 'time="x" level=info msg="y"', full: 'time="x" level=info msg="y"' },
    { line: '{"msg":"no level"}', brief: '{"msg":"no level"}', full: '{"msg":"no level"}' },
    { line: '\u001b[2J\u001b]0;title\u0007', brief: undefined, full: undefined },
  ])('$line reads "$brief", and with --verbose "$full"', ({ line, brief, full }) => {
    const event = { kind: 'line', line: parseDriverLine(line) } as const;
    expect(eventText(event, false)?.message).toBe(brief);
    expect(eventText(event, true)?.message).toBe(full);
  });
});

describe('a duration', () => {
  it.each([
    { ms: 0, text: '0 s' },
    { ms: 59_999, text: '59 s' },
    { ms: 61_000, text: '1 min 1 s' },
    { ms: 2 * 3_600_000, text: '2 h 0 min' },
    { ms: 3 * 86_400_000, text: '3 d' },
    { ms: -5, text: '0 s' },
  ])('of $ms ms reads $text', ({ ms, text }) => {
    expect(duration(ms)).toBe(text);
  });
});
