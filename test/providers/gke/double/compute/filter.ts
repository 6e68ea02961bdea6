import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { computeError } from './compute-error.ts';

type Test = (resource: JsonObject) => boolean;

/** `(`, `)`, a quoted string, an operator, or a run of anything else. */
const token = /\s*(\(|\)|"(?:[^"\\]|\\.)*"|!=|<=|>=|[=:<>]|[^\s()=:<>!"]+)/y;

/**
 * The part of compute/v1's filter language that is about equality: `field = value`, `field != value`, `field : value`
 * (contains; `*` for anything), `field eq regex`, `field ne regex`, combined by AND (or by nothing), OR, NOT and brackets.
 * @throws GoogleError INVALID_ARGUMENT for anything else
 */
export function compileFilter(filter: string): Test {
  const parser = new FilterParser(tokensOf(filter), filter);
  return parser.whole();
}

function tokensOf(filter: string): string[] {
  const tokens: string[] = [];
  const text = filter.trim();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text)?.[1];
    if (found === undefined) throw unreadable(filter, `at ${text.slice(at)}`);
    tokens.push(found);
  }
  return tokens;
}

class FilterParser {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly filter: string;

  constructor(tokens: readonly string[], filter: string) {
    this.tokens = tokens;
    this.filter = filter;
  }

  whole(): Test {
    const test = this.either();
    if (this.at < this.tokens.length) throw unreadable(this.filter, `at ${String(this.tokens[this.at])}`);
    return test;
  }

  private either(): Test {
    const tests = [this.both()];
    while (this.take('OR')) tests.push(this.both());
    return (resource) => tests.some((test) => test(resource));
  }

  private both(): Test {
    const tests = [this.one()];
    while (this.at < this.tokens.length && this.tokens[this.at] !== ')' && this.tokens[this.at] !== 'OR') {
      this.take('AND');
      tests.push(this.one());
    }
    return (resource) => tests.every((test) => test(resource));
  }

  private one(): Test {
    if (this.take('NOT')) {
      const test = this.one();
      return (resource) => !test(resource);
    }
    if (!this.take('(')) return this.comparison();
    const test = this.either();
    if (!this.take(')')) throw unreadable(this.filter, 'a bracket is not closed');
    return test;
  }

  private comparison(): Test {
    const [field, operator, value] = this.tokens.slice(this.at, this.at + 3);
    if (field === undefined || operator === undefined || value === undefined) {
      throw unreadable(this.filter, 'it ends too early');
    }
    this.at += 3;
    const wanted = unquote(value);
    const compare = operators[operator];
    if (compare === undefined) throw unreadable(this.filter, `${operator} is not played`);
    const path = pathOf(field);
    return (resource) => compare(valueAt(resource, path), wanted);
  }

  private take(word: string): boolean {
    if (this.tokens[this.at] !== word) return false;
    this.at++;
    return true;
  }
}

const operators: Readonly<Record<string, (value: string | undefined, wanted: string) => boolean>> = {
  '=': (value, wanted) => value === wanted || (value !== undefined && wanted.includes('*') && globs(value, wanted)),
  '!=': (value, wanted) => value !== wanted,
  ':': (value, wanted) => value !== undefined && (wanted === '*' || value.includes(wanted.replaceAll('*', ''))),
  eq: (value, wanted) => value !== undefined && new RegExp(`^(?:${wanted})$`).test(value),
  ne: (value, wanted) => value === undefined || !new RegExp(`^(?:${wanted})$`).test(value),
};

function globs(value: string, wanted: string): boolean {
  const source = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(value);
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}

/** `labels.some-key` has two parts, whatever dots the key has. */
function pathOf(field: string): readonly string[] {
  const [first = '', ...rest] = field.split('.');
  return rest.length === 0 ? [first] : [first, unquote(rest.join('.'))];
}

function valueAt(resource: JsonObject, path: readonly string[]): string | undefined {
  let value: JsonValue | undefined = resource;
  for (const part of path) value = isJsonObject(value) ? value[part] : undefined;
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

function unreadable(filter: string, why: string) {
  return computeError(
    'INVALID_ARGUMENT',
    'invalid',
    `Invalid value for field 'filter': '${filter}'. Invalid list filter expression: ${why}.`,
  );
}
