import { DriverError, messageOf } from '../driver-error.js';

const mask = '***';

/** A log field of such a name is never shown, whatever its value. */
const secretName =
  /(password|passwd|secret|token|credentials?|kubeconfig|(api|access|private|client|secret)[-_]?key)$/i;

/** Shorter values would mask ordinary words. */
const shortestSecret = 4;

/** Texts that look like secrets are masked wherever they occur. */
const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(-----END \1-----|$)/g, mask],
  // The same in base64: "LS0tLS1CRUdJTi" is "-----BEGIN".
  [/LS0tLS1CRUdJTi[A-Za-z0-9+/]{20,}={0,2}/g, mask],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g, mask],
  [/\bya29\.[A-Za-z0-9._-]{10,}/g, mask],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/-]{8,}=*/gi, `$1 ${mask}`],
  [/(:\/\/[^\s/:@]+:)[^\s/@]+@/g, `$1${mask}@`],
  [
    /((?:password|passwd|secret|token|credential|api[-_]?key|access[-_]?key)["']?\s*[=:]\s*["']?)[^\s"',;}]{4,}/gi,
    `$1${mask}`,
  ],
];

/**
 * Removes secrets from texts for people. It knows the values that it has learned (those that the option table marks as
 * secrets), and recognises keys, tokens and passwords by their form.
 */
export class Redactor {
  private readonly known = new Set<string>();

  /** Remembers values that must not be shown: the text itself, each of its lines, and its base64, URL and JSON forms. */
  learn(...values: readonly (string | undefined)[]): void {
    for (const value of values) {
      if (value === undefined) continue;
      for (const form of formsOf(value)) {
        if (form.length >= shortestSecret) this.known.add(form);
      }
    }
  }

  /**
   * Returns `text` with every secret replaced by "***". Half of a surrogate pair is replaced too, because gRPC cannot
   * send it.
   */
  redact(text: string): string {
    let redacted = text;
    // Longest first: a secret may be part of another.
    for (const value of [...this.known].sort((one, other) => other.length - one.length)) {
      redacted = redacted.replaceAll(value, mask);
    }
    for (const [pattern, replacement] of patterns) redacted = redacted.replace(pattern, replacement);
    return redacted.toWellFormed();
  }

  /** Returns the error with every secret replaced in each of its parts; the same object where it has none. */
  redactError(error: DriverError): DriverError {
    const { code, attempted, why, whatToDo } = error;
    const [shownAttempt, shownWhy, shownAdvice] = [attempted, why, whatToDo].map((part) =>
      part === undefined ? undefined : this.redact(part),
    );
    if (shownAttempt === attempted && shownWhy === why && shownAdvice === whatToDo) return error;
    return new DriverError(code, { attempted: shownAttempt, why: shownWhy ?? '', whatToDo: shownAdvice, cause: error });
  }

  /** Redacts every text within the value of a log field, but no keys. An error becomes a text with its causes. */
  redactDeep(value: unknown, depth = 0, hidden = false): unknown {
    if (typeof value === 'string') return hidden ? mask : this.redact(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > 6) return '…';
    if (isError(value)) return this.redact(stackWithCauses(value));
    if (Array.isArray(value)) return value.map((entry: unknown) => this.redactDeep(entry, depth + 1, hidden));
    return Object.fromEntries(
      Object.keys(value).map((key) => [
        key,
        this.redactDeep(fieldOf(value, key), depth + 1, hidden || secretName.test(key)),
      ]),
    );
  }
}

/** Reads a field. A getter may throw, and the log must not fail with it. */
function fieldOf(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    return undefined;
  }
}

function stackWithCauses(error: Error, depth = 0): string {
  const { cause } = error;
  const own = error.stack ?? error.message;
  if (cause === undefined || depth > 6) return own;
  return `${own}\ncaused by: ${isError(cause) ? stackWithCauses(cause, depth + 1) : messageOf(cause)}`;
}

/** `instanceof` does not know errors of another realm. */
function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}

function formsOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
  const escaped = JSON.stringify(value).slice(1, -1);
  return [value, ...lines, escaped, encodeURIComponent(value), Buffer.from(value).toString('base64')];
}
