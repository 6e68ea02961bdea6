import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Jail } from './support/jail.js';
import { packages } from './support/packages.js';
import { ready } from './support/started-driver.js';

it('is a command line for clusters without Rancher, too', () => {
  const home = mkdtempSync(join(tmpdir(), 'driver-home-'));
  const driver = (...args: readonly string[]) =>
    execFileSync(packages().all, args, {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', HOME: home, TMPDIR: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  try {
    driver('create', 'packed', '--provider', 'mock', '--node-count', '2');
    expect(driver('ls')).toMatch(/^packed +mock +Running/m);
    driver('rm', 'packed');
    expect(driver('ls')).not.toContain('packed');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

it.each(['v1', 'v1alpha'])('says by reflection %s what it serves', async (version) => {
  using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
  const { port } = await ready(jail.start(['0']));
  const session = connect(`http://127.0.0.1:${String(port)}`);
  const stream = session.request({
    ':method': 'POST',
    ':path': `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  // A frame of three bytes: field 7, list_services, "*".
  stream.end(Buffer.from([0, 0, 0, 0, 3, 0x3a, 1, 0x2a]));
  await once(stream, 'end');
  session.destroy();
  expect(Buffer.concat(parts).toString('latin1')).toContain('types.Driver');
});
