import { DriverError } from '../../core/driver-error.js';
import type { ServerTls } from './server-tls.js';
import { isLoopback } from '../../adapters/network/is-loopback.js';

/** The command-line arguments about TLS. */
export interface TlsArguments {
  readonly address?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
}

/**
 * Returns the certificates to serve with, or undefined for plaintext, which Rancher uses and which never leaves this
 * machine.
 * @throws INVALID where others can reach the address and the files are not given, or where only some of the files are
 * given
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
