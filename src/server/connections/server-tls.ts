/** What proves to each side who the other one is. All are PEM. */
export interface TlsMaterial {
  readonly certificate: Buffer;
  readonly key: Buffer;
  /** Signed the certificates of those who may call; nobody else may. */
  readonly clientAuthority: Buffer;
}

/** Where certificates come from, which may be renewed while the server runs. */
export interface ServerTls {
  /**
   * Returns what the next connection is to be served with. The server asks before each; where this fails, it goes on with what
   * it had. The same object means that nothing has changed.
   */
  latest(): Promise<TlsMaterial>;
}
