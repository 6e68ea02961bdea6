import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** What a list of components is about. */
export interface ListedProgram {
  readonly name: string;
  readonly version: string;
  readonly nodeVersions: Readonly<Record<string, string | undefined>>;
}

/**
 * The list of what is inside of a packaged driver (CycloneDX 1.6): every package of which the bundle holds code, and Node.js
 * with the libraries that it was built with. The same content gives the same list.
 */
export function componentList(root: string, metafile: Metafile, program: ListedProgram): object {
  const packages = bundledPackages(root, metafile);
  const components = [
    { type: 'application', 'bom-ref': 'node', name: 'node', version: program.nodeVersions.node ?? '' },
    ...Object.entries(program.nodeVersions)
      .filter(([name]) => !['node', 'modules', 'napi'].includes(name))
      .map(([name, version]) => ({ type: 'library', 'bom-ref': `node/${name}`, name, version: version ?? '' })),
    ...packages.map(({ name, version, license }) => ({
      type: 'library',
      'bom-ref': `${name}@${version}`,
      name,
      version,
      ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    })),
  ];
  const content = { name: program.name, version: program.version, components };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': program.name, name: program.name, version: program.version },
    },
    components,
    dependencies: [{ ref: program.name, dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

function bundledPackages(root: string, { outputs }: Metafile): readonly Package[] {
  const packages = new Map<string, Package>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const directory = packageDirectory(path);
      if (bytesInOutput === 0 || directory === undefined || packages.has(directory)) continue;
      packages.set(directory, readPackage(join(root, directory)));
    }
  }
  const unique = new Map([...packages.values()].map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
}

/** `node_modules/@grpc/grpc-js` of whatever path within it; undefined for our own code. */
function packageDirectory(input: string): string | undefined {
  const path = input.replace(/^[\w-]+:.*?(?=node_modules\/)/, '');
  return /^.*node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

function readPackage(directory: string): Package {
  const { name, version, license } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  ) as Partial<Package>;
  if (name === undefined || version === undefined) return readPackage(dirname(directory));
  return { name, version, ...(typeof license === 'string' ? { license } : {}) };
}

/** A version 8 UUID (RFC 9562) made of the content. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
