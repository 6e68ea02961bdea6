import { readFile } from 'node:fs/promises';
import { DriverError, messageOf } from '../../core/driver-error.js';
import { type ServiceToProbe, serviceToProbe } from './service-to-probe.js';

/** How long an answer may take, in milliseconds. */
const patienceMs = 3_000;

/** A HealthCheckResponse that says SERVING. */
const serving = Buffer.from([0x08, 0x01]);

/**
 * Asks a running driver whether it serves: `driver --health 127.0.0.1:9000`. It is for images that have no other tool
 * for this. With --tls-ca, --tls-cert and --tls-key (PEM files) it uses mutual TLS, and with --server-name it expects a
 * certificate for that name. Without an argument it asks the driver that is this container's first process.
 * Returns the exit code: 0 if the driver serves; otherwise 1, with one line on standard error.
 */
export async function probeHealth(argv: readonly string[]): Promise<number> {
  try {
    const answer = await check(await serviceToProbe(argv));
    if (answer.equals(serving)) return 0;
    throw new DriverError('UNAVAILABLE', { why: 'it does not serve' });
  } catch (thrown) {
    process.stderr.write(`driver: check the health: ${messageOf(thrown)}\n`);
    return 1;
  }
}

async function check(service: ServiceToProbe): Promise<Buffer> {
  const { Client, credentials } = await import('@grpc/grpc-js');
  const files = await Promise.all([service.tlsCa, service.tlsKey, service.tlsCert].map(readIfGiven));
  const isSecure = files.some((file) => file !== null);
  const [ca, key, certificate] = files;
  const verify = service.anyName ? { checkServerIdentity: () => undefined } : {};
  const channel = isSecure ? credentials.createSsl(ca, key, certificate, verify) : credentials.createInsecure();
  const { serverName } = service;
  const client = new Client(service.target, channel, {
    // A probe never goes through a proxy.
    'grpc.enable_http_proxy': 0,
    ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
  });
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
