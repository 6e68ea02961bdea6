import { X509Certificate } from 'node:crypto';

/** The certificates of a text in PEM. */
export interface PemCertificates {
  /** PEM, one certificate each; other blocks of the text, such as keys, are left out. */
  readonly certificates: readonly string[];
  /** Positions of the certificates that cannot be read, counted from 1. */
  readonly broken: readonly number[];
  /** Number of all certificates, broken ones included. */
  readonly total: number;
}

const label = /^-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----/;

/**
 * Splits a text in PEM into its certificates, so that a broken one does not cost the others: TLS stops reading a text at
 * the first broken one. Certificates in `known`, by `pemIdentity`, are not checked again; a check takes 0.1 ms.
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

/** Identifies a certificate however it is written: its base64 without line ends. */
export function pemIdentity(pem: string): string {
  const [, content = pem] = /^-----BEGIN [^-]+-----([^-]*)-----END /.exec(pem) ?? [];
  return content.replace(/\s/g, '');
}

function readable(block: string): string | undefined {
  try {
    // Rewrites OpenSSL's other forms as plain PEM: Node accepts one of them only for its default authorities.
    return new X509Certificate(block).toString();
  } catch {
    return undefined;
  }
}
