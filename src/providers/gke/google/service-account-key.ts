import { createPrivateKey } from 'node:crypto';
import { isJsonObject } from '../../../core/json.js';
import { isLoopback } from '../../../adapters/network/is-loopback.js';

/** The parts of a service account's key file that the driver needs. */
export interface ServiceAccountKey {
  readonly email: string;
  readonly privateKey: string;
  readonly keyId?: string;
  readonly project?: string;
  /** The endpoint that issues tokens. */
  readonly tokenUri: string;
}

/** Google's public token endpoint, for key files that name none. */
const publicTokenUri = 'https://oauth2.googleapis.com/token';

/** The domain of Google's public APIs. Other universes are separate clouds. */
const publicUniverse = 'googleapis.com';

/**
 * Reads a key file's content. Returns a problem as a text that completes "credential …" and quotes nothing of the key.
 */
export function parseServiceAccountKey(text: string): ServiceAccountKey | string {
  const file = parseJsonObject(text);
  if (file === undefined) return 'must be the content of a JSON key file, and is no JSON object';
  if (file.type !== 'service_account') {
    return 'must be the key of a service account; give other kinds of credential by gke-credential-path';
  }
  const { client_email: email, private_key_id: keyId, project_id: project, universe_domain: universe } = file;
  if (typeof universe === 'string' && universe !== publicUniverse) {
    return `is of the universe ${JSON.stringify(universe.slice(0, 80))}, and the driver talks to ${publicUniverse} alone`;
  }
  // Forms and templates escape the line ends of a key once more.
  const privateKey = typeof file.private_key === 'string' ? file.private_key.replaceAll('\\n', '\n') : undefined;
  if (typeof email !== 'string' || email === '') return 'lacks client_email';
  if (privateKey === undefined || !isPrivateKey(privateKey)) return 'holds no private_key that can be read';
  const tokenUri = file.token_uri ?? publicTokenUri;
  if (typeof tokenUri !== 'string' || !isSafe(tokenUri)) {
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

/** A JSON object, as it is or in base64, or undefined where the text holds none. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const plain = text.trim();
  const json = /^[A-Za-z0-9+/\s]+={0,2}$/.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : plain;
  try {
    const parsed: unknown = JSON.parse(json);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    // The parser's message quotes the text, and the text is a secret.
    return undefined;
  }
}

/** Whether a signed assertion may be sent to a URL: over TLS, or to this machine. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
