import { X509Certificate } from 'node:crypto';

/** What a text in PEM holds. */
export interface PemCertificates {
  /** PEM, one certificate each; other blocks of the text, such as keys, are left out. */
  readonly certificates: readonly string[];
  /** Which certificates are none, counted from 1. */
  readonly broken: readonly number[];
  /** How many there are, broken ones too. */
  readonly total: number;
}

const label = /^-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----/;

/**
 * Takes a text in PEM apart, so that a broken certificate does not cost the others: TLS stops reading a text at the first one.
 * Those that are in `known`, by `pemIdentity`, are not looked at again, which takes 0.1 ms each.
 */
export function pemCertificates(text: string, known: ReadonlySet<string> = new Set()): PemCertificates {
  const blocks = text.split(/(?=-----BEGIN )/).filter((block) => label.test(block));
  const read = blocks.map((block) => (known.has(pemIdentity(block)) ? block : readable(block)));
  return {
    certificates: read.filter((pem) => pem !== undefined),
    broken: read.flatMap((pem, index) => (pem === undefined ? [index + 1] : [])),
    total: blocks.length,
  };
}

/** What is the same for two writings of one certificate: its base64 without line ends. */
export function pemIdentity(pem: string): string {
  const [, content = pem] = /^-----BEGIN [^-]+-----([^-]*)-----END /.exec(pem) ?? [];
  return content.replace(/\s/g, '');
}

function readable(block: string): string | undefined {
  try {
    // Writes OpenSSL's other forms anew, since Node takes one only for its default authorities.
    return new X509Certificate(block).toString();
  } catch {
    return undefined;
  }
}
