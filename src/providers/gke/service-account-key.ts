import { createPrivateKey } from 'node:crypto';
import { isJsonObject } from '../../core/json.js';

/** What the driver needs of a service account's key file. */
export interface ServiceAccountKey {
  readonly email: string;
  readonly privateKey: string;
  readonly keyId?: string;
  readonly project?: string;
  /** Where tokens are asked for. */
  readonly tokenUri: string;
}

/** Google's public token endpoint, for key files that name none. */
const publicTokenUri = 'https://oauth2.googleapis.com/token';

/**
 * Reads a key file's content. Returns what is wrong with it in words that complete "credential …" and quote nothing of it.
 */
export function parseServiceAccountKey(text: string): ServiceAccountKey | string {
  const file = parseJsonObject(text);
  if (file === undefined) return 'must be the content of a JSON key file, and is no JSON object';
  if (file.type !== 'service_account') {
    return 'must be the key of a service account; give other kinds of credential by gke-credential-path';
  }
  const { client_email: email, private_key: privateKey, private_key_id: keyId, project_id: project } = file;
  if (typeof email !== 'string' || email === '') return 'lacks client_email';
  if (typeof privateKey !== 'string' || !isPrivateKey(privateKey)) return 'holds no private_key that can be read';
  const tokenUri = file.token_uri ?? publicTokenUri;
  if (typeof tokenUri !== 'string' || !/^https:|^http:\/\/(127\.|localhost[:/]|\[::1\])/.test(tokenUri)) {
    return 'has a token_uri that is no https URL';
  }
  return {
    email,
    privateKey,
    tokenUri,
    ...(typeof keyId === 'string' ? { keyId } : {}),
    ...(typeof project === 'string' ? { project } : {}),
  };
}

/** A JSON object, or undefined where the text holds none. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    // The parser's message quotes the text, and the text is a secret.
    return undefined;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
