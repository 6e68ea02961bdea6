import { DriverError, messageOf } from '../driver-error.js';

const mask = '***';

/** What goes by such a name in a field of the log is not shown, whatever it is. */
const secretName =
  /(password|passwd|secret|token|credentials?|kubeconfig|(api|access|private|client|secret)[-_]?key)$/i;

/** Shorter values would blank out ordinary words. */
const shortestSecret = 4;

/** What is a secret by its looks, wherever it turns up. */
const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(-----END \1-----|$)/g, mask],
  // The same in a JSON text, where line ends are written as \n, or in base64: "LS0tLS1CRUdJTi" is "-----BEGIN".
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
 * Takes secrets out of what people get to read. It knows the values that it was told, as the option table marks them, and the
 * looks of keys, tokens and passwords that nobody told it about.
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

  /** Returns `text` with every secret replaced by "***". Half a character is replaced too: gRPC could not send it. */
  redact(text: string): string {
    let redacted = text;
    // Longest first: a secret may be part of another.
    for (const value of [...this.known].sort((one, other) => other.length - one.length)) {
      redacted = redacted.replaceAll(value, mask);
    }
    for (const [pattern, replacement] of patterns) redacted = redacted.replace(pattern, replacement);
    return redacted.toWellFormed();
  }

  /** The same error with every secret replaced in each of its parts; the very error where it has none. */
  redactError(error: DriverError): DriverError {
    const { code, attempted, why, whatToDo } = error;
    const [shownAttempt, shownWhy, shownAdvice] = [attempted, why, whatToDo].map((part) =>
      part === undefined ? undefined : this.redact(part),
    );
    if (shownAttempt === attempted && shownWhy === why && shownAdvice === whatToDo) return error;
    return new DriverError(code, { attempted: shownAttempt, why: shownWhy ?? '', whatToDo: shownAdvice, cause: error });
  }

  /** Redacts every text within a value, keys left alone; for fields of a log line. An error is told with its causes. */
  redactDeep(value: unknown, depth = 0, hidden = false): unknown {
    if (typeof value === 'string') return hidden ? mask : this.redact(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > 6) return '…';
    if (isError(value)) return this.redact(storyOf(value));
    if (Array.isArray(value)) return value.map((entry: unknown) => this.redactDeep(entry, depth + 1, hidden));
    return Object.fromEntries(
      Object.keys(value).map((key) => [
        key,
        this.redactDeep(fieldOf(value, key), depth + 1, hidden || secretName.test(key)),
      ]),
    );
  }
}

/** A field may be a function that fails: no reason for the log to fail too. */
function fieldOf(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    return undefined;
  }
}

function storyOf(error: Error, depth = 0): string {
  const { cause } = error;
  const own = error.stack ?? error.message;
  if (cause === undefined || depth > 6) return own;
  return `${own}\ncaused by: ${isError(cause) ? storyOf(cause, depth + 1) : messageOf(cause)}`;
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
