import { makeServiceAccountKey, type ServiceAccountKey } from './service-account-key.ts';

/** The service accounts' keys that the double has handed out. */
export class ServiceAccounts {
  readonly keys: ServiceAccountKey[] = [];
  private readonly project: string;
  private readonly tokenUri: string;

  constructor(project: string, tokenUri: string) {
    this.project = project;
    this.tokenUri = tokenUri;
  }

  /** The address of an account by its short name. */
  emailOf(name: string): string {
    return name.includes('@') ? name : `${name}@${this.project}.iam.gserviceaccount.com`;
  }

  makeKey(name: string): ServiceAccountKey {
    const key = makeServiceAccountKey(this.emailOf(name), this.project, this.tokenUri);
    this.keys.push(key);
    return key;
  }

  /** From now on no assertion signed with the key is taken. */
  revoke(id: string): void {
    const key = this.keys.find((known) => known.id === id);
    if (key === undefined) throw new Error(`double: there is no key ${id} to revoke`);
    key.revoked = true;
  }

  revokeAll(): void {
    for (const key of this.keys) key.revoked = true;
  }
}
