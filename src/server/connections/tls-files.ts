import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { DriverError, messageOf } from '../../core/driver-error.js';
import type { ServerTls, TlsMaterial } from './server-tls.js';

/** Paths of PEM files. */
export interface TlsPaths {
  readonly certificate: string;
  readonly key: string;
  readonly clientAuthority: string;
}

/** Certificates in files that may be replaced at any time, as Kubernetes does in a mounted secret. */
export class TlsFiles implements ServerTls {
  private known: TlsMaterial | undefined;

  constructor(private readonly paths: TlsPaths) {}

  /**
   * Reads the files. Returns the same object as the last time where nothing has changed.
   * @throws INVALID where a file cannot be read, holds something else, or key and certificate do not belong together
   */
  async latest(): Promise<TlsMaterial> {
    const { paths } = this;
    const [certificate, key, clientAuthority] = await Promise.all([
      read(paths.certificate),
      read(paths.key),
      read(paths.clientAuthority),
    ]);
    const found = { certificate, key, clientAuthority };
    if (this.known !== undefined && isSame(this.known, found)) return this.known;
    check(found, paths);
    this.known = found;
    return found;
  }
}

function isSame(one: TlsMaterial, other: TlsMaterial): boolean {
  return (
    one.certificate.equals(other.certificate) &&
    one.key.equals(other.key) &&
    one.clientAuthority.equals(other.clientAuthority)
  );
}

function check({ certificate, key, clientAuthority }: TlsMaterial, paths: TlsPaths): void {
  const own = certificateIn(certificate, paths.certificate);
  certificateIn(clientAuthority, paths.clientAuthority);
  if (!own.checkPrivateKey(keyIn(key, paths.key))) {
    throw invalid(`the key in ${paths.key} is not that of the certificate in ${paths.certificate}`);
  }
  try {
    createSecureContext({ cert: certificate, key, ca: clientAuthority });
  } catch (cause) {
    throw invalid(`${paths.certificate}, ${paths.key} and ${paths.clientAuthority}: ${messageOf(cause)}`, cause);
  }
}

function certificateIn(content: Buffer, path: string): X509Certificate {
  try {
    return new X509Certificate(content);
  } catch (cause) {
    throw invalid(`${path} holds no certificate in PEM`, cause);
  }
}

function keyIn(content: Buffer, path: string): KeyObject {
  try {
    return createPrivateKey(content);
  } catch (cause) {
    throw invalid(`${path} holds no private key in PEM, or one with a password`, cause);
  }
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw invalid(messageOf(cause), cause);
  }
}

function invalid(why: string, cause?: unknown): DriverError {
  return new DriverError('INVALID', { attempted: 'secure the connections', why, cause });
}
