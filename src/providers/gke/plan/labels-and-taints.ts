/** A taint as Google's API writes it. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NO_SCHEDULE' | 'PREFER_NO_SCHEDULE' | 'NO_EXECUTE';
}

const effects: Readonly<Record<string, Taint['effect']>> = {
  NOSCHEDULE: 'NO_SCHEDULE',
  PREFERNOSCHEDULE: 'PREFER_NO_SCHEDULE',
  NOEXECUTE: 'NO_EXECUTE',
};

/** Syntax of the keys and values of Kubernetes labels (apimachinery, validation of qualified names and label values). */
const keyPattern = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const valuePattern = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A Kubernetes label written as `key=value`, or undefined where it is none. */
export function parseLabel(text: string): readonly [key: string, value: string] | undefined {
  const at = text.indexOf('=');
  const [key, value] = [text.slice(0, at), text.slice(at + 1)];
  return at > 0 && keyPattern.test(key) && valuePattern.test(value) ? [key, value] : undefined;
}

/**
 * A taint, or undefined where it is none: `key=value:NoSchedule` as kubectl writes it, or `NO_SCHEDULE:key=value` as Rancher's Go
 * driver for GKE took it; `key:NoSchedule` has no value.
 */
export function parseTaint(text: string): Taint | undefined {
  const [first = '', second = '', ...rest] = text.split(':');
  if (rest.length > 0 || second === '') return undefined;
  const [mark, effect] = effectOf(first) === undefined ? [first, effectOf(second)] : [second, effectOf(first)];
  const [key = '', value = '', ...more] = mark.split('=');
  if (effect === undefined || more.length > 0 || !keyPattern.test(key) || !valuePattern.test(value)) return undefined;
  return { key, value, effect };
}

/**
 * Whether Google puts labels or taints of this key on nodes itself. Such keys are left alone, unless `own` has them.
 */
export function isGoogles(key: string, own: ReadonlySet<string> = new Set()): boolean {
  if (own.has(key)) return false;
  return /^([a-z0-9.-]*\.)?(gke\.io|cloud\.google\.com|nvidia\.com|google\.com)\//.test(key) || key.startsWith('goog-');
}

/** The keys of the labels and taints that pools should have, by the pool's name. */
export function markKeys(
  pools: readonly {
    readonly name: string;
    readonly labels: readonly string[];
    readonly taints: readonly string[];
  }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { name, labels, taints } of pools) {
    const taintKeys = taints.map((taint) => parseTaint(taint)?.key ?? '');
    keys.set(name, new Set([...(keys.get(name) ?? []), ...Object.keys(labelsOf(labels)), ...taintKeys]));
  }
  return keys;
}

/** Reads labels from a list such as `["a=b"]`; an entry that is no label is left out. */
export function labelsOf(entries: readonly string[], parse = parseLabel): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.map((entry) => parse(entry)).filter((label) => label !== undefined));
}

function effectOf(text: string): Taint['effect'] | undefined {
  return effects[text.replaceAll('_', '').toUpperCase()];
}
