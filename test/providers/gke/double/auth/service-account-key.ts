import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** What a service-account key file holds, as Google's console writes it. */
export interface ServiceAccountKeyFile {
  readonly type: 'service_account';
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
  readonly auth_uri: string;
  readonly token_uri: string;
  readonly auth_provider_x509_cert_url: string;
  readonly client_x509_cert_url: string;
  readonly universe_domain: string;
}

/** A key that the double has made, with the half that it checks signatures by. */
export interface ServiceAccountKey {
  readonly id: string;
  readonly email: string;
  readonly publicKey: KeyObject;
  readonly file: ServiceAccountKeyFile;
  revoked: boolean;
}

/** Makes a new RSA key for an account; `tokenUri` is where its owner is to ask for access tokens. */
export function makeServiceAccountKey(email: string, project: string, tokenUri: string): ServiceAccountKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = randomBytes(20).toString('hex');
  const file: ServiceAccountKeyFile = {
    type: 'service_account',
    project_id: project,
    private_key_id: id,
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    client_email: email,
    client_id: '100000000000000000001',
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: tokenUri,
    auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
    client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(email)}`,
    universe_domain: 'googleapis.com',
  };
  return { id, email, publicKey, file, revoked: false };
}
