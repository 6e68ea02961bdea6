import { describe, expect, it } from '@jest/globals';
import { parseDriverLine } from '../../../src/engine/process/driver-line.js';

describe('a line that a driver wrote', () => {
  it.each([
    { line: '{"level":"warn","msg":"no nodes"}', level: 'warn', message: 'no nodes', because: 'ours are JSON' },
    { line: '{"level":"debug","msg":"x","more":1}', level: 'debug', message: 'x', because: 'ours may say more' },
    { line: '{"level":"error","msg":"\\u001b[2Jx"}', level: 'error', message: 'x', because: 'JSON can hide controls' },
    { line: '{"level":"fatal","msg":"x"}', level: 'plain', because: 'the level is none of ours' },
    { line: '{"level":"info","msg":7}', level: 'plain', because: 'the message is no text' },
    { line: '["level"]', level: 'plain', because: 'it is no object' },
    { line: '{"level":', level: 'plain', because: 'it was cut' },
    { line: 'driver ready: 127.0.0.1:1', level: 'debug', because: 'that is for Rancher' },
    { line: 'the driver ready: 1', level: 'plain', because: 'only its beginning counts' },
    { line: 'a\u0007\u007f\tb', level: 'plain', message: 'a\tb', because: 'a terminal obeys control characters' },
  ])('$line is of level $level, because $because', ({ line, level, message = line }) => {
    expect(parseDriverLine(line)).toEqual({ level, message });
  });
});
