import { ServerCredentials } from '@grpc/grpc-js';
import type { TlsMaterial } from './server-tls.js';

/** Credentials for mutual TLS that can be replaced while the server runs. New connections use the new ones. */
export type RenewableCredentials = ServerCredentials & { renew(material: TlsMaterial): void };

/** Makes such credentials. The class is defined inside the function, because plaintext does not need it. */
export function renewableCredentials(first: TlsMaterial): RenewableCredentials {
  class Renewable extends ServerCredentials {
    constructor() {
      super({ requestCert: true, rejectUnauthorized: true }, contextOf(first));
    }

    renew(material: TlsMaterial): void {
      this.updateSecureContextOptions(contextOf(material));
    }

    override _equals(other: ServerCredentials): boolean {
      return this === other;
    }
  }
  return new Renewable();
}

function contextOf({ certificate, key, clientAuthority }: TlsMaterial) {
  return { cert: certificate, key, ca: clientAuthority };
}
