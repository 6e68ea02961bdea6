import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';

/** Where Rancher puts certificate authorities into the jail: its image's bundle, and what the administrator added. */
export const jailCaFiles: readonly string[] = [
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/ca-additional.pem',
  '/etc/ssl/cacerts.pem',
];

/** Authorities to trust, and which of the files they came from. */
export interface TrustedAuthorities {
  /** PEM, one certificate or bundle each. */
  readonly ca: readonly string[];
  /** Those of the files that exist. */
  readonly files: readonly string[];
}

/**
 * The authorities that Node brings, those of `files` as far as they exist, and `additional` (PEM). Node reads none of the
 * files by itself; a file that cannot be read is passed over, for it may belong to somebody else.
 */
export async function trustedAuthorities(
  additional?: string,
  files: readonly string[] = jailCaFiles,
): Promise<TrustedAuthorities> {
  const read = await Promise.all(files.map(async (file) => ({ file, text: await readCertificates(file) })));
  const found = read.filter(({ text }) => text !== undefined);
  const extra = [...found.map(({ text }) => text), additional].filter((pem) => pem !== undefined);
  return { ca: [...rootCertificates, ...extra], files: found.map(({ file }) => file) };
}

async function readCertificates(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : undefined;
  } catch {
    return undefined;
  }
}
