import { GoogleError } from '../http/google-error.ts';

/** The versions on offer, each list in descending order as `getServerConfig` gives them. */
export interface VersionCatalogue {
  readonly default: string;
  readonly masters: readonly string[];
  readonly nodes: readonly string[];
  readonly channels: Readonly<Record<string, { readonly default: string; readonly valid: readonly string[] }>>;
}

const onOffer = [
  '1.36.1-gke.1180000',
  '1.35.3-gke.1290000',
  '1.35.2-gke.1700000',
  '1.34.6-gke.1154000',
  '1.34.5-gke.1400000',
  '1.33.10-gke.1067000',
  '1.33.9-gke.1250000',
  '1.32.13-gke.1120000',
] as const;

/** Made-up versions in the shape of real ones: five minors, two patches of most. */
export const usualVersions: VersionCatalogue = {
  default: '1.34.5-gke.1400000',
  masters: onOffer.slice(0, 7),
  nodes: onOffer,
  channels: {
    RAPID: { default: '1.35.3-gke.1290000', valid: onOffer.slice(0, 4) },
    REGULAR: { default: '1.34.5-gke.1400000', valid: onOffer.slice(2, 6) },
    STABLE: { default: '1.33.10-gke.1067000', valid: onOffer.slice(4, 7) },
    EXTENDED: { default: '1.34.5-gke.1400000', valid: onOffer.slice(2, 8) },
  },
};

interface Version {
  readonly minor: number;
  readonly patch: number;
  readonly build: number;
}

function parse(version: string): Version {
  const parts = /^1\.(\d+)\.(\d+)-gke\.(\d+)$/.exec(version);
  if (parts === null) throw new Error(`double: ${version} is not a version of GKE`);
  return { minor: Number(parts[1]), patch: Number(parts[2]), build: Number(parts[3]) };
}

/** Negative where the first version is older. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [parse(one), parse(other)];
  return first.minor - second.minor || first.patch - second.patch || first.build - second.build;
}

/** How many minors the first version is ahead of the second. */
export function minorsAhead(one: string, other: string): number {
  return parse(one).minor - parse(other).minor;
}

/** What a request means by a version: `latest`, `1.X`, `1.X.Y`, a whole version, or `-` and nothing for the default. */
export function resolveVersion(asked: string, offered: readonly string[], byDefault: string, what: string): string {
  if (asked === '' || asked === '-') return byDefault;
  const matching =
    asked === 'latest' ? offered : offered.filter((version) => version === asked || isPrefix(asked, version));
  const [best] = [...matching].sort((one, other) => compareVersions(other, one));
  if (best !== undefined) return best;
  throw new GoogleError('INVALID_ARGUMENT', `${what} version "${asked}" is unsupported.`);
}

function isPrefix(asked: string, version: string): boolean {
  return /^1\.\d+(\.\d+)?$/.test(asked) && (version.startsWith(`${asked}.`) || version.startsWith(`${asked}-`));
}
