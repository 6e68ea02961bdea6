import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { messageOf } from '../../core/driver-error.js';
import { pemCertificates, pemIdentity } from './pem-certificates.js';

/** Where Rancher puts certificate authorities into the jail: its image's bundle, and what the administrator added. */
export const jailCaFiles: readonly string[] = [
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/ca-additional.pem',
  '/etc/ssl/cacerts.pem',
];

/** Authorities to trust, the files that they came from, and what was skipped. */
export interface TrustedAuthorities {
  /** PEM, one certificate each. */
  readonly ca: readonly string[];
  /** The files that hold authorities. */
  readonly files: readonly string[];
  /** What could not be read, as lines for the log. A file that does not exist is not listed. */
  readonly problems: readonly string[];
}

/** Authorities in PEM, and the name of their file or option. */
interface Source {
  readonly name: string;
  readonly text: string;
}

/**
 * Returns the authorities that Node brings, those of `files` that exist, and `additional` ones. Node itself reads none of
 * the files. A broken certificate is skipped: only connections that depend on it can miss it.
 */
export async function trustedAuthorities(
  additional?: Source,
  files: readonly string[] = jailCaFiles,
): Promise<TrustedAuthorities> {
  const read = await Promise.all(files.map(readSource));
  const given = additional === undefined ? [] : [additional];
  const known = new Set(rootCertificates.map(pemIdentity));
  const sources = [...read.flatMap(({ source }) => (source === undefined ? [] : [source])), ...given];
  const found = sources.map(({ name, text }) => ({ name, ...pemCertificates(text, known) }));
  const extra = found.flatMap(({ certificates }) => certificates).filter((pem) => !known.has(pemIdentity(pem)));
  const holding = new Set(found.filter(({ certificates }) => certificates.length > 0).map(({ name }) => name));
  return {
    ca: [...rootCertificates, ...new Set(extra)],
    files: files.filter((file) => holding.has(file)),
    problems: [...read.flatMap(({ problem }) => problem ?? []), ...found.flatMap(problemOf)],
  };
}

/** The content of a file, or why it cannot be read; neither where the file does not exist. */
async function readSource(file: string): Promise<{ readonly source?: Source; readonly problem?: string }> {
  try {
    const text = await readFile(file, 'utf8');
    return text.trim() === '' ? {} : { source: { name: file, text } };
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    return { problem: `no authorities are taken from ${file}: ${messageOf(thrown)}` };
  }
}

function problemOf({ name, broken, total }: { name: string; broken: readonly number[]; total: number }): string[] {
  if (total === 0) return [`no authorities are taken from ${name}: it holds no certificate in PEM`];
  if (broken.length === 0) return [];
  const which = `${broken.length === 1 ? 'certificate' : 'certificates'} ${broken.join(', ')} of ${String(total)}`;
  return [`${which} in ${name} cannot be read: the others are trusted`];
}
