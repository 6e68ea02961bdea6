'use strict';
/* global Buffer, console, setImmediate, setTimeout */
// Run by the Node.js that will be packaged: starts the driver from the pieces of the bundle, calls it as Rancher begins and each service once, loads what
// is left, and keeps what V8 compiled meanwhile, as <piece>.cache beside each piece.
const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { connect } = require('node:http2');
const { createServer } = require('node:net');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { pieceLoader } = require('./piece-loader.cjs');

// With a function, V8 keeps whether it lay unused during a garbage collection, whether it was hot, and how soon it was worth
// optimizing: all of that is chance. The flags go back before the code is taken, for V8 refuses code that was made under other flags.
const chance = ['flush-bytecode', 'sparkplug', 'profile-guided-optimization'];
for (const flag of chance) setFlagsFromString(`--no-${flag}`);

const [directory, entry, hasStrangers] = process.argv.slice(2);
const scripts = new Map();

const load = pieceLoader({
  read: (name) => readFileSync(join(directory, name), 'latin1'),
  cacheOf: () => undefined,
  loaded: (name, script) => scripts.set(name, script),
  requireOfNode: require,
});

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A call with an empty message; `path` is the service and the method. */
function call(session, path) {
  return new Promise((resolve, reject) => {
    const headers = {
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    };
    const stream = session.request(headers);
    stream.on('error', reject);
    // Under qemu everything takes its time.
    setTimeout(() => reject(new Error(`${path}: no answer`)), 30_000).unref();
    stream.on('trailers', (trailers) =>
      trailers['grpc-status'] === '0' ? resolve() : reject(new Error(`${path}: ${trailers['grpc-message']}`)),
    );
    stream.resume();
    stream.end(Buffer.alloc(5));
  });
}

async function main() {
  const port = await freePort();
  process.argv = [process.execPath, 'driver', String(port)];
  load(entry);
  const session = await dial(port);
  await call(session, '/types.Driver/GetCapabilities');
  await call(session, '/types.Driver/GetDriverCreateOptions');
  // Whoever packages learns that these do not answer; they read what is no file here.
  await call(session, '/grpc.health.v1.Health/Check');
  await call(session, '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo');
  await call(session, '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo');
  for (const name of readdirSync(directory)) {
    try {
      load(name);
    } catch (error) {
      // A stranger's part that does not run on this machine is compiled all the same, and that will do.
      if (hasStrangers !== 'true') throw error;
    }
  }
  for (const flag of chance) setFlagsFromString(`--${flag}`);
  for (const [name, script] of scripts) writeFileSync(join(directory, `${name}.cache`), script.createCachedData());
  process.exit(0);
}

/** Tries until the driver listens. */
async function dial(port) {
  for (;;) {
    const session = connect(`http://127.0.0.1:${port}`);
    const open = await new Promise((resolve) => {
      session.once('connect', () => resolve(true));
      session.once('error', () => resolve(false));
    });
    if (open) return session;
    if (process.exitCode) throw new Error('the driver did not start');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

void main().catch((error) => {
  console.error(error);
  process.exit(1);
});
