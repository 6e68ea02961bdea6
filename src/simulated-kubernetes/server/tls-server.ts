import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { controlServerName } from '../spec/control-plane-spec.js';
import type { KeyPair } from './certificates.js';

/** The certificates of a server, and the authority by which it knows its clients. */
export interface TlsIdentity {
  /** PEM. */
  readonly clientCa: string;
  /** The true certificate. */
  readonly server: KeyPair;
  /** A certificate of an authority that nobody trusts. */
  readonly stranger: KeyPair;
}

/** An HTTPS server that is listening. */
export interface TlsServer {
  /** `https://127.0.0.1:<port>` */
  readonly endpoint: string;
  /**
   * Presents the stranger's certificate or the true one. A client that asks for `controlServerName` always gets the true
   * one.
   */
  disguise(on: boolean): void;
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1. A client certificate is asked for and not required. */
export async function listenTls(identity: TlsIdentity, listener: RequestListener): Promise<TlsServer> {
  const contextOf = (keys: KeyPair): { cert: string; key: string; ca: string } => ({
    cert: keys.certificate,
    key: keys.key,
    ca: identity.clientCa,
  });
  const trueContext = createSecureContext(contextOf(identity.server));
  const server = createServer(
    {
      ...contextOf(identity.server),
      requestCert: true,
      rejectUnauthorized: false,
      SNICallback: (name, done) => {
        done(null, name === controlServerName ? trueContext : undefined);
      },
    },
    listener,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    disguise: (on) => {
      server.setSecureContext(contextOf(on ? identity.stranger : identity.server));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
