import { DriverError } from '../../core/driver-error.js';
import type { ServerTls } from './server-tls.js';
import { isLoopback } from '../../adapters/network/is-loopback.js';

/** What was typed about how connections are secured. */
export interface TlsArguments {
  readonly address?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
}

/**
 * The certificates to serve with; undefined for plaintext, which is Rancher's way, and never leaves this machine.
 * @throws INVALID for an address that others can reach without all three files, or a part of them
 */
export async function serverTls(args: TlsArguments): Promise<ServerTls | undefined> {
  const { tlsCert, tlsKey, tlsClientCa, address } = args;
  if (tlsCert !== undefined && tlsKey !== undefined && tlsClientCa !== undefined) {
    const { TlsFiles } = await import('./tls-files.js');
    return new TlsFiles({ certificate: tlsCert, key: tlsKey, clientAuthority: tlsClientCa });
  }
  const flags = { '--tls-cert': tlsCert, '--tls-key': tlsKey, '--tls-client-ca': tlsClientCa };
  const missing = Object.entries(flags).filter(([, value]) => value === undefined);
  const toGive = `give ${listOf(missing.map(([flag]) => flag))}`;
  if (missing.length < 3) throw invalid('the three files belong together', `${toGive} too`);
  if (address === undefined || isLoopback(address)) return undefined;
  const place = address === '' ? 'every address of this machine' : address;
  throw invalid(`others could reach ${place}, and read every credential and token that is sent there`, toGive);
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function invalid(why: string, whatToDo: string): DriverError {
  return new DriverError('INVALID', { attempted: 'secure the connections', why, whatToDo });
}
