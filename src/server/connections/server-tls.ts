/** The certificates and the key for mutual TLS, as PEM. */
export interface TlsMaterial {
  readonly certificate: Buffer;
  readonly key: Buffer;
  /** The authority that signed the certificates of permitted callers. */
  readonly clientAuthority: Buffer;
}

/** A source of certificates, which may be renewed while the server runs. */
export interface ServerTls {
  /**
   * Returns the material for the next connection. The server calls it before each connection, and keeps the old
   * material where it fails. The same object means that nothing has changed.
   */
  latest(): Promise<TlsMaterial>;
}
