import { importPKCS8, SignJWT } from 'jose';
import type { ServiceAccountKeyFile } from '../auth/service-account-key.ts';
import type { JsonObject } from '../json.ts';
import type { GoogleDouble } from '../running-double.ts';

export const location = 'projects/double-project/locations/us-central1';

/** A cluster as small as the API takes it. */
export const smallCluster = {
  name: 'shop',
  resourceLabels: { owner: 'us' },
  nodePools: [{ name: 'default-pool', initialNodeCount: 1, config: { machineType: 'e2-standard-2' } }],
};

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers of all shapes.
  readonly json: JsonObject & { readonly error?: { readonly message: string; readonly status: string } };
}

/** A client that sends what it is told to and validates nothing. */
export class RawClient {
  private readonly double: GoogleDouble;
  private readonly token: string;

  constructor(double: GoogleDouble, token: string) {
    this.double = double;
    this.token = token;
  }

  async send(method: string, path: string, body?: unknown): Promise<RawAnswer> {
    const response = await fetch(`${this.double.endpoints.root}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as RawAnswer['json']) : {};
    return { status: response.status, headers: response.headers, json };
  }

  get(path: string): Promise<RawAnswer> {
    return this.send('GET', path);
  }

  create(cluster: object = smallCluster): Promise<RawAnswer> {
    return this.send('POST', `/v1/${location}/clusters`, { cluster });
  }

  /** The cluster `shop`, or one of its pools. */
  shop(rest = ''): Promise<RawAnswer> {
    return this.get(`/v1/${location}/clusters/shop${rest}`);
  }

  update(update: object): Promise<RawAnswer> {
    return this.send('PUT', `/v1/${location}/clusters/shop`, { update });
  }

  change(rest: string, body: object): Promise<RawAnswer> {
    return this.send('POST', `/v1/${location}/clusters/shop${rest}`, body);
  }

  /** Looks at an operation until it is done. */
  async end({ json }: RawAnswer): Promise<JsonObject> {
    for (;;) {
      const { json: operation } = await this.get(`/v1/${location}/operations/${json.name as string}`);
      if (operation.status !== 'RUNNING') return operation;
    }
  }
}

/** A client with an access token of a key that is made for it. */
export async function openClient(double: GoogleDouble): Promise<RawClient> {
  const { json } = await askToken(double, await signAssertion(double.makeKey().file));
  return new RawClient(double, json.access_token as string);
}

/** An assertion as a client signs it; claims and header can be changed, undefined takes one away. */
export async function signAssertion(
  key: ServiceAccountKeyFile,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  const scope = 'https://www.googleapis.com/auth/cloud-platform';
  const usual = { iss: key.client_email, aud: key.token_uri, scope, iat, exp: iat + 3600 };
  const privateKey = await importPKCS8(key.private_key, 'RS256');
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: key.private_key_id, ...header })
    .sign(privateKey);
}

export async function askToken(
  double: GoogleDouble,
  assertion: string,
): Promise<{ readonly status: number; readonly json: JsonObject }> {
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const body = new URLSearchParams({ grant_type, assertion });
  const response = await fetch(double.endpoints.token, { method: 'POST', body });
  return { status: response.status, json: (await response.json()) as JsonObject };
}
