import type { ElfFacts } from './elf-file.ts';

/** The newest symbol versions that Rancher's jail has: glibc 2.38, and libgcc and libstdc++ of GCC 13 (SUSE BCI-micro). */
const newest: Readonly<Record<string, string>> = { GLIBC: '2.38', GLIBCXX: '3.4.32', CXXABI: '1.3.14', GCC: '13.0' };

/** What the jail has; no libatomic. */
const present = /^(libc|libm|libdl|libpthread|librt|libgcc_s|libstdc\+\+|ld-linux-x86-64|ld-linux-aarch64)\.so\.\d+$/;

/** The newest version that the file asks for, by family: `{ GLIBC: '2.28' }`. */
export function newestVersions({ versions }: ElfFacts): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of Object.values(versions).flat()) {
    const [, family = '', version = ''] = /^([A-Z]+)_([\d.]+)$/.exec(name) ?? [];
    if (family !== '' && compareVersions(version, found[family] ?? '0') > 0) found[family] = version;
  }
  return found;
}

/** Every reason why the file would not start in Rancher's jail; none where it would. */
export function missingInJail(facts: ElfFacts): readonly string[] {
  const libraries = facts.needed.filter((name) => !present.test(name)).map((name) => `${name} is not there`);
  const versions = Object.entries(newestVersions(facts))
    .filter(([family, version]) => compareVersions(version, newest[family] ?? '0') > 0)
    .map(([family, version]) => `it needs ${family}_${version}, and ${newest[family] ?? 'none'} is there`);
  return [...libraries, ...versions];
}

function compareVersions(one: string, other: string): number {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
