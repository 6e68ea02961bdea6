import { readFile } from 'node:fs/promises';
import { DriverError } from '../../../core/driver-error.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { parseJsonObject, parseServiceAccountKey, type ServiceAccountKey } from './service-account-key.js';

/** Where access tokens come from. */
export type CredentialSource =
  | { readonly kind: 'key'; readonly key: ServiceAccountKey }
  /** Any other credential file that Google's library understands, such as one of a workload identity federation. */
  | { readonly kind: 'file'; readonly file: Readonly<Record<string, unknown>> }
  /** Whatever the library finds: its well-known file, or the metadata server of the machine. */
  | { readonly kind: 'ambient' };

/**
 * Finds out which credential the options mean.
 * @throws INVALID where its content cannot be used; NOT_FOUND where its file does not exist
 */
export async function credentialSource(
  options: Pick<
    GkeOptionValues,
    'credential' | 'gkeCredentialPath' | 'applicationDefaultCredentials' | 'tokenEndpoint'
  >,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CredentialSource> {
  const { credential, gkeCredentialPath } = options;
  if (credential !== undefined) return withEndpoint(fromContent(credential, 'credential'), options.tokenEndpoint);
  const path = gkeCredentialPath ?? environment.GOOGLE_APPLICATION_CREDENTIALS;
  if (path === undefined || path === '') return { kind: 'ambient' };
  const option = gkeCredentialPath === undefined ? 'GOOGLE_APPLICATION_CREDENTIALS' : 'gke-credential-path';
  return withEndpoint(fromContent(await read(path, option), option, true), options.tokenEndpoint);
}

function fromContent(text: string, option: string, anyKind = false): CredentialSource {
  const file = anyKind ? parseJsonObject(text) : undefined;
  if (file !== undefined && typeof file.type === 'string' && file.type !== 'service_account')
    return { kind: 'file', file };
  const key = parseServiceAccountKey(text);
  if (typeof key === 'string')
    throw new DriverError('INVALID', { attempted: 'read the credential', why: `${option} ${key}` });
  return { kind: 'key', key };
}

function withEndpoint(source: CredentialSource, tokenUri: string | undefined): CredentialSource {
  if (source.kind !== 'key' || tokenUri === undefined) return source;
  return { kind: 'key', key: { ...source.key, tokenUri } };
}

async function read(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as { code?: string };
    const why =
      code === 'ENOENT' ? 'there is no such file where the driver runs' : `it cannot be read (${String(code)})`;
    throw new DriverError(code === 'ENOENT' ? 'NOT_FOUND' : 'INVALID', {
      attempted: 'read the credential',
      why: `${option} ${path}: ${why}`,
      cause,
    });
  }
}
