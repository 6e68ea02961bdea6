import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { DriverError } from '../../../src/core/driver-error.js';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { noOptions } from '../../../src/core/options/raw-options.js';
import type { DriverSession } from '../../../src/engine/client/driver-client.js';
import type { EngineEvent } from '../../../src/engine/process/engine-event.js';
import { openDriver } from '../../../src/engine/process/open-driver.js';
import { systemClock } from '../../../src/adapters/system-clock.js';
import { fakeDriverProcess, isAlive, type FakeDriverProcess } from '../support/fake-driver-process.js';
import type { FakeDriverScript } from '../support/fake-driver-script.js';
import { ourFailedCreate, ourRefusal, ourTrailers } from '../support/our-trailers.js';
import { dial } from '../../support/dial.js';

// Every operation starts a process; a busy machine takes its time.
jest.setTimeout(60_000);

const fakes: FakeDriverProcess[] = [];
const sessions: DriverSession[] = [];

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
  for (const fake of fakes.splice(0)) fake.cleanUp();
});

function prepare(script: Omit<FakeDriverScript, 'journal'>, graceMs = 2_000) {
  const fake = fakeDriverProcess(script);
  fakes.push(fake);
  const events: EngineEvent[] = [];
  const lines = new EventEmitter();
  const written = (line: string) => once(lines, line);
  const cancel = new AbortController();
  const open = async () => {
    const session = await openDriver(fake.command, {
      clock: systemClock,
      dial,
      report: (event) => {
        events.push(event);
        if (event.kind === 'line') lines.emit(event.line.message);
      },
      signal: cancel.signal,
      graceMs,
    });
    sessions.push(session);
    return session;
  };
  return { fake, events, cancel, open, written };
}

describe('opening a driver', () => {
  it('starts it in / with a port and the environment given, and nothing else', async () => {
    const { fake, open } = prepare({ answers: {} });
    await open();
    const [entry] = fake.journal();
    expect(entry?.start?.directory).toBe('/');
    expect(entry?.start?.environment).toEqual({ PATH: '/usr/bin', PWD: '/' });
    expect(Number(entry?.start?.port)).toBeGreaterThan(0);
    expect(fake.journal().map(({ call }) => call)).toContain('GetCapabilities');
  });

  it('waits for a driver that starts slowly', async () => {
    const { open } = prepare({ startsAfterMs: 600, answers: { GetVersion: [{ reply: { version: '1.34.1' } }] } });
    const driver = await open();
    await expect(driver.version(emptyClusterInfo)).resolves.toBe('1.34.1');
  });

  it('asks again when the driver does not feel well at first', async () => {
    const unwell = { error: { code: status.UNKNOWN, details: 'warming up' } };
    const { open } = prepare({ answers: { GetCapabilities: [unwell, unwell, { reply: {} }] } });
    await expect(open()).resolves.toBeDefined();
  });

  it('tells at once, with its last lines, that the driver ended by itself', async () => {
    const { open } = prepare({ exitsAtStart: [{ code: 3, stderr: 'no licence\nbye\n' }], answers: {} });
    await expect(open()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'the driver ended during its start (exit code 3); its last lines:\n  no licence\n  bye',
    });
  });

  it('takes another port when somebody was faster', async () => {
    const taken = { code: 1, stderr: 'listen tcp 127.0.0.1:1: bind: address already in use\n' };
    const { fake, open } = prepare({ exitsAtStart: [taken, null], answers: {} });
    await open();
    expect(fake.journal().filter(({ start }) => start !== undefined)).toHaveLength(2);
  });

  it('says which file cannot be started', async () => {
    const surroundings = { clock: systemClock, dial, report: () => undefined, signal: new AbortController().signal };
    const command = { command: '/no/such/driver', args: [], environment: {} };
    await expect(openDriver(command, surroundings)).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('start the driver /no/such/driver: ') as unknown,
    });
  });

  it('refuses at once what has no GetCapabilities', async () => {
    const { open } = prepare({
      answers: { GetCapabilities: [{ error: { code: status.UNIMPLEMENTED, details: '' } }] },
    });
    await expect(open()).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
  });

  it('hands on what the driver writes, line by line', async () => {
    const lines = ['{"level":"info","msg":"waiting for 3 nodes"}', 'plain \u001b[31mtext', '{"level":', '\u0007'];
    const { events, open } = prepare({ lines, answers: {} });
    await open();
    const seen = events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
    expect(seen).toEqual([
      { level: 'info', message: 'waiting for 3 nodes' },
      { level: 'plain', message: 'plain text' },
      { level: 'plain', message: '{"level":' },
      { level: 'plain', message: '' },
    ]);
  });
});

const noMoreQuota = new DriverError('QUOTA', {
  attempted: 'create demo',
  why: 'no more quota',
  whatToDo: 'ask for more',
});

describe('a call of a driver', () => {
  it.each([
    {
      answer: ourRefusal(noMoreQuota),
      expected: { code: 'QUOTA', attempted: 'create demo', why: 'no more quota', whatToDo: 'ask for more' },
      because: 'our drivers say the code and the parts in trailers',
    },
    {
      answer: { error: { code: status.UNKNOWN, details: 'no more quota' }, trailers: { 'driver-error-code': 'QUOTA' } },
      expected: { code: 'QUOTA', message: 'no more quota', attempted: undefined },
      because: 'a driver may say the code alone',
    },
    {
      answer: { error: { code: status.UNKNOWN, details: 'other words' }, trailers: ourTrailers(noMoreQuota) },
      expected: { code: 'QUOTA', message: 'other words', attempted: undefined },
      because: 'parts that do not make the message are not its parts',
    },
    {
      answer: { error: { code: status.UNKNOWN, details: 'boom' }, trailers: { 'driver-error-code': 'NONSENSE' } },
      expected: { code: 'INTERNAL', message: 'boom' },
      because: 'a code that nobody knows is no code',
    },
    {
      answer: { error: { code: status.PERMISSION_DENIED, details: 'not yours' } },
      expected: { code: 'FORBIDDEN', message: 'not yours' },
      because: 'other drivers use what gRPC has',
    },
    {
      answer: { error: { code: status.INTERNAL, details: '' } },
      expected: { code: 'INTERNAL', message: 'the driver answered INTERNAL without a message' },
      because: 'an empty message helps nobody',
    },
  ])('gives the error as the driver words it: $because', async ({ answer, expected }) => {
    const { open } = prepare({ answers: { Remove: [answer] } });
    const driver = await open();
    await expect(driver.remove(emptyClusterInfo)).rejects.toMatchObject(expected);
  });

  it('tells with its last lines that the driver crashed in the middle', async () => {
    const crash = { crash: 134, writes: 'panic: index out of range [3]\ngoroutine 1\n' };
    const { open } = prepare({ answers: { Create: [crash] } });
    const driver = await open();
    await expect(driver.create(noOptions, undefined)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message:
        'the driver ended during create (exit code 134); its last lines:\n  panic: index out of range [3]\n  goroutine 1',
    });
  });

  it('carries 64-bit numbers both ways', async () => {
    const large = 9_007_199_254_740_993n;
    const { fake, open } = prepare({ answers: { GetNodeCount: [{ reply: { count: large.toString() } }] } });
    const driver = await open();
    await expect(driver.nodeCount({ ...emptyClusterInfo, nodeCount: -large })).resolves.toBe(large);
    await driver.create({ ...noOptions, ints: { disk: large } }, undefined);
    const requests = fake.journal().flatMap(({ request }) => (request === undefined ? [] : [request]));
    expect(requests.find(({ node_count }) => node_count !== undefined)).toMatchObject({
      node_count: `-${String(large)}`,
    });
    expect(requests.at(-1)).toMatchObject({
      driver_options: { int_options: { disk: large.toString() } },
      cluster_info: null,
    });
  });

  it('says what kind of failure a create_error is, where the driver tells', async () => {
    const { open } = prepare({ answers: { Create: [ourFailedCreate(noMoreQuota, { metadata: { state: 'x' } })] } });
    const driver = await open();
    const answer = await driver.create(noOptions, undefined);
    expect(answer).toMatchObject({
      failure: { code: 'QUOTA', attempted: 'create demo', why: 'no more quota' },
      info: { createError: noMoreQuota.message, metadata: { state: 'x' } },
    });
  });
});

describe('cancelling', () => {
  it('keeps the answer of a driver that stops when asked to', async () => {
    const reply = { create_error: 'stopped', metadata: { state: 'half' } };
    const { cancel, written, open } = prepare({
      onSigterm: 'answer',
      answers: { Create: [{ hangs: true, reply, writes: 'creating\n' }] },
    });
    const driver = await open();
    const creating = driver.create(noOptions, undefined);
    await written('creating');
    cancel.abort();
    await expect(creating).resolves.toMatchObject({ info: { createError: 'stopped', metadata: { state: 'half' } } });
  });

  it.each([
    { onSigterm: undefined, because: 'it ends without a word' },
    { onSigterm: 'ignore' as const, because: 'it does not listen, and its grace is over' },
  ])('gives up on a driver that does not answer: $because', async ({ onSigterm }) => {
    const script = { answers: { Create: [{ hangs: true, writes: 'creating\n' }] } };
    const { cancel, written, open } = prepare(onSigterm === undefined ? script : { ...script, onSigterm }, 100);
    const driver = await open();
    const creating = driver.create(noOptions, undefined);
    await written('creating');
    cancel.abort();
    await expect(creating).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('makes no further call', async () => {
    const { cancel, open } = prepare({ answers: {} });
    const driver = await open();
    cancel.abort(new Error('enough'));
    await expect(driver.version(emptyClusterInfo)).rejects.toThrow('enough');
  });
});

describe('closing a driver', () => {
  it('ends the process, whatever it is doing', async () => {
    const { fake, written, open } = prepare({
      onSigterm: 'ignore',
      answers: { Create: [{ hangs: true, writes: 'on it\n' }] },
    });
    const driver = await open();
    const creating = driver.create(noOptions, undefined).catch(() => 'ended');
    await written('on it');
    await driver.close();
    await expect(creating).resolves.toBe('ended');
    expect(fake.journal().filter(({ pid }) => isAlive(pid))).toEqual([]);
  });
});
