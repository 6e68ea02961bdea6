import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ChannelCredentials } from '@grpc/grpc-js';
import { DriverError, messageOf } from '../core/driver-error.js';

/** How long an answer may take, in milliseconds. */
const patienceMs = 3_000;

/** A HealthCheckResponse that says SERVING. */
const serving = Buffer.from([0x08, 0x01]);

/**
 * Asks a running driver whether it serves: `driver --health 127.0.0.1:9000`, for images without a tool that could. With
 * --tls-ca, --tls-cert and --tls-key (files of PEM) by mutual TLS, and --server-name where the certificate is for that name.
 * Returns the exit code: 0 if it serves; otherwise 1, with one line on standard error.
 */
export async function probeHealth(argv: readonly string[]): Promise<number> {
  try {
    const answer = await check(argv);
    if (answer.equals(serving)) return 0;
    throw new DriverError('UNAVAILABLE', 'it does not serve');
  } catch (thrown) {
    process.stderr.write(`driver: ask for the health: ${messageOf(thrown)}\n`);
    return 1;
  }
}

async function check(argv: readonly string[]): Promise<Buffer> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { 'tls-ca': text, 'tls-cert': text, 'tls-key': text, 'server-name': text },
    allowPositionals: true,
  });
  const [target = '127.0.0.1:9000'] = positionals;
  const name = values['server-name'];
  const { Client, credentials } = await import('@grpc/grpc-js');
  const files = await Promise.all([values['tls-ca'], values['tls-key'], values['tls-cert']].map(readIfGiven));
  const isSecure = files.some((file) => file !== null);
  const channel: ChannelCredentials = isSecure ? credentials.createSsl(...files) : credentials.createInsecure();
  const client = new Client(target, channel, name === undefined ? {} : { 'grpc.ssl_target_name_override': name });
  const unchanged = (bytes: Buffer) => bytes;
  try {
    return await new Promise((resolve, reject) => {
      const done = (error: Error | null, answer?: Buffer) => {
        if (error !== null) reject(error);
        else resolve(answer ?? Buffer.alloc(0));
      };
      const options = { deadline: Date.now() + patienceMs };
      client.makeUnaryRequest('/grpc.health.v1.Health/Check', unchanged, unchanged, Buffer.alloc(0), options, done);
    });
  } finally {
    client.close();
  }
}

async function readIfGiven(path: string | undefined): Promise<Buffer | null> {
  return path === undefined ? null : readFile(path);
}
