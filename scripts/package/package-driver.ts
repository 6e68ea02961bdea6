import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressedArchives } from './archive.ts';
import { bundle, type Bundle } from './bundle.ts';
import { chooseProviders } from './choose-providers.ts';
import { componentList } from './component-list.ts';
import { readElf } from './elf-file.ts';
import { kontainerDriver } from './kontainer-driver.ts';
import { makeCodeCache } from './make-code-cache.ts';
import { type Architecture, nodeBinary } from './node-binary.ts';
import type { PackagedProvider } from './packaged-provider.ts';
import type { PackageArguments } from './package-arguments.ts';
import { canRunForeign, runProgram } from './run-program.ts';
import { missingInJail, newestVersions } from './required-libraries.ts';
import { makeExecutable } from './single-executable.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The architecture of this machine, which can run what it packages. */
const own: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** Makes all files of one driver. `say` gets lines for the person who waits. */
export async function packageDriver(args: PackageArguments, say: (line: string) => void): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const { name, defaultProvider, providers } = await chooseProviders(args.provider, args.whitelistDomains);
  say(`bundling ${providers.map((provider) => provider.name).join(', ')}`);
  const bundled = await bundle({ providers, defaultProvider, version, updateErrors: args.updateErrors });
  mkdirSync(args.output, { recursive: true });
  const base = driverFile(name);
  const nodeVersions = process.versions;
  write(
    args,
    `${base}.cdx.json`,
    `${JSON.stringify(componentList(root, bundled.metafile, { name: base, version, nodeVersions }), null, 2)}\n`,
  );
  for (const architecture of args.architectures) {
    await packageArchitecture(args, bundled, `${base}-linux-${architecture}`, architecture, say);
  }
  if (args.archive) {
    say('compressing, a minute or two');
    const files = args.architectures.map((one) => writeArchives(args, providers, `${base}-linux-${one}`, one, say));
    await Promise.all(files);
  }
  for (const provider of providers) await register(args, provider, base);
}

/** How Rancher calls the file of a driver. */
function driverFile(driver: string): string {
  return `kontainer-engine-driver-${driver}`;
}

/** Writes an archive for each provider: Rancher keeps the one file that is in all of them under the name that it has in there. */
async function writeArchives(
  args: PackageArguments,
  providers: readonly PackagedProvider[],
  file: string,
  architecture: Architecture,
  say: (line: string) => void,
): Promise<void> {
  const names = providers.map(({ name }) => driverFile(name));
  for (const [name, content] of await compressedArchives(names, readFileSync(join(args.output, file)))) {
    const archive = `${name}-linux-${architecture}.tar.xz`;
    writeFileSync(join(args.output, archive), content);
    write(args, `${archive}.sha256`, `${sha256(content)}  ${archive}\n`);
    say(`${archive}: ${megabytes(content.length)}`);
  }
}

/** Writes what registers a provider: with its archive, or with the bare file, which is to be served under a name for each then. */
async function register(args: PackageArguments, provider: PackagedProvider, base: string): Promise<void> {
  const { name } = provider;
  const [first = own] = args.architectures;
  const bare = `${driverFile(name)}-linux-${first}`;
  const file = args.archive ? `${bare}.tar.xz` : bare;
  const checksum = sha256(readFileSync(join(args.output, args.archive ? file : `${base}-linux-${first}`)));
  const url = args.url.replaceAll('{file}', file);
  write(args, `kontainerdriver-${name}.yaml`, await kontainerDriver(provider, url, checksum));
}

async function packageArchitecture(
  args: PackageArguments,
  bundled: Bundle,
  file: string,
  architecture: Architecture,
  say: (line: string) => void,
): Promise<void> {
  const node = resolve(nodeBinary(root, architecture));
  say(`${file}: compiling ahead of time`);
  const codeCache = makeCodeCache(bundled, node, architecture !== own);
  if (codeCache.size === 0)
    say(`${file}: without compiled code, for there is no qemu-user-static to run ${architecture}`);
  const output = join(args.output, file);
  rmSync(output, { force: true });
  await makeExecutable(bundled, codeCache, { node, builder: process.execPath, output });
  const isForeign = architecture !== own;
  if (!isForeign || canRunForeign()) runProgram([resolve(output), '--version'], isForeign);
  const content = readFileSync(output);
  const facts = readElf(content);
  const missing = missingInJail(facts);
  const versions = Object.entries(newestVersions(facts)).map(([family, version]) => `${family}_${version}`);
  say(`${file}: needs ${facts.needed.join(' ')} with ${versions.join(' ')}`);
  if (missing.length > 0) throw new Error(`${file} would not start in Rancher's jail: ${missing.join('; ')}`);
  write(args, `${file}.sha256`, `${sha256(content)}  ${file}\n`);
  say(`${file}: ${megabytes(content.length)}`);
}

function write({ output }: PackageArguments, file: string, content: string): void {
  writeFileSync(join(output, file), content);
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function megabytes(size: number): string {
  return `${(size / 1e6).toFixed(1)} MB`;
}
