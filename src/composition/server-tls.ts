import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { DriverError, messageOf } from '../core/driver-error.js';
import type { ServerTls } from '../server/driver-server.js';

/** What was typed about how connections are secured. */
export interface TlsArguments {
  readonly address?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
  readonly plaintext?: boolean;
}

/**
 * The certificates to serve with; undefined for plaintext, which is Rancher's way, and stays on this machine.
 * @throws INVALID for a part of the three files only, one that cannot be read, or plaintext that others could reach
 */
export async function serverTls(args: TlsArguments): Promise<ServerTls | undefined> {
  const { tlsCert, tlsKey, tlsClientCa, address = '127.0.0.1', plaintext = false } = args;
  if (tlsCert !== undefined && tlsKey !== undefined && tlsClientCa !== undefined) {
    const [certificate, key, clientAuthority] = await Promise.all([tlsCert, tlsKey, tlsClientCa].map(readPem));
    if (certificate === undefined || key === undefined || clientAuthority === undefined) return undefined;
    return { certificate, key, clientAuthority };
  }
  if (tlsCert !== undefined || tlsKey !== undefined || tlsClientCa !== undefined) {
    throw invalid('--tls-cert, --tls-key and --tls-client-ca belong together; give all three');
  }
  if (!plaintext && !isLoopback(address)) {
    const why = `others could reach ${address}, and read every credential and token that is sent there`;
    throw invalid(
      `${why}; give --tls-cert, --tls-key and --tls-client-ca, or --plaintext if the network is guarded otherwise`,
    );
  }
  return undefined;
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw invalid(messageOf(cause), cause);
  }
}

function invalid(why: string, cause?: unknown): DriverError {
  return new DriverError('INVALID', `secure the connections: ${why}`, { cause });
}
