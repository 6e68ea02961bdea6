import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, it } from '@jest/globals';
import { killGroup } from '../../../src/engine/process/kill-on-exit.js';

const program = new URL('../../../lib/engine/process/driver-process.js', import.meta.url).href;
const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** A driver that does nothing but hold a connection, on which its end is seen. */
const driver = 'require("node:net").connect(Number(process.argv[1]), "127.0.0.1")';

/** A program that starts that driver, says its id, and ends in its own way when it is told to. */
const cli = (ending: string) => `
  import { startDriverProcess } from ${JSON.stringify(program)};
  const command = { command: process.execPath, args: ['-e', ${JSON.stringify(driver)}], environment: {} };
  const { pid, kill } = await startDriverProcess(command, Number(process.argv[1]), () => undefined);
  process.stdin.once('data', async () => { ${ending} });
  process.stdout.write(String(pid));
`;

describe('a driver whose engine ends', () => {
  let line: Server;
  let engine: ChildProcessWithoutNullStreams | undefined;
  let driverId: number | undefined;

  beforeEach(async () => {
    line = createServer().listen(0, '127.0.0.1');
    await once(line, 'listening');
  });

  afterEach(() => {
    engine?.kill('SIGKILL');
    if (driverId !== undefined) killGroup(driverId);
    line.close();
  });

  it.each([
    { ending: 'process.exit(1)', because: 'the program gives up' },
    { ending: 'throw new Error("boom")', because: 'the program has a defect' },
    { ending: 'await kill(); process.exit(0)', because: 'it was closed before' },
  ])('is ended with it: $because', async ({ ending }) => {
    const { port } = line.address() as AddressInfo;
    const connected = once(line, 'connection') as Promise<[Socket]>;
    engine = spawn(process.execPath, ['--input-type=module', '-e', cli(ending), String(port)], { cwd: repository });
    const [said] = (await once(engine.stdout, 'data')) as [Buffer];
    driverId = Number(said.toString());
    const [connection] = await connected;
    const gone = once(connection, 'close');
    connection.resume();
    engine.stdin.write('end\n');
    await once(engine, 'exit');
    await gone;
  });
});
