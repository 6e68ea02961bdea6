/**
 * Gathers what the image holds: a packaged driver, the libraries of Debian that it asks for, and nothing else.
 * `node scripts/make-rootfs.ts DRIVER DIRECTORY`. For the other architecture than this machine's, the libraries are those of
 * Debian's `libstdc++6-ARCH-cross`.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readElf } from './package/elf-file.ts';

const triplets = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' } as const;

/** User and group of the image; a name for who looks them up, and where to look up hosts. */
const texts: Readonly<Record<string, string>> = {
  '/etc/passwd': 'driver:x:65532:65532::/:/sbin/nologin\n',
  '/etc/group': 'driver:x:65532:\n',
  '/etc/nsswitch.conf': 'hosts: files dns\n',
};

function makeRootfs(driver: string, directory: string): void {
  const put = (path: string): string => {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  const addProgram = (source: string, path: string): void => {
    const target = put(path);
    if (existsSync(target)) return;
    copyFileSync(source, target);
    chmodSync(target, 0o755);
    const { machine, interpreter, needed } = readElf(readFileSync(target));
    for (const name of needed) {
      // The loader is asked for as a library too, and found where programs look for it.
      const isLoader = name.startsWith('ld-linux');
      addProgram(libraryOf(machine, name), isLoader ? loaders[machine] : `/lib/${triplets[machine]}/${name}`);
    }
    if (interpreter !== '') addProgram(libraryOf(machine, interpreter.replace(/.*\//, '')), interpreter);
  };
  addProgram(driver, '/driver');
  for (const [path, text] of Object.entries(texts)) {
    writeFileSync(put(path), text);
    chmodSync(join(directory, path), 0o644);
  }
  // Everybody may write temporary files, where the root is not read-only.
  mkdirSync(join(directory, 'tmp'));
  settle(directory);
  chmodSync(join(directory, 'tmp'), 0o1777);
}

const loaders = { amd64: '/lib64/ld-linux-x86-64.so.2', arm64: '/lib/ld-linux-aarch64.so.1' } as const;

/** Where this machine has a library. @throws Error where it has not */
function libraryOf(machine: keyof typeof triplets, name: string): string {
  const triplet = triplets[machine];
  const places = [`/lib/${triplet}`, `/usr/lib/${triplet}`, `/usr/${triplet}/lib`].map((place) => join(place, name));
  const found = places.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const what = `libstdc++6 of Debian, or libstdc++6-${machine}-cross on another architecture`;
  throw new Error(`gather the libraries: ${name} for ${machine} is not here; install ${what}`);
}

/** The same modes and times every time, so that the same content is the same layer. */
function settle(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) settle(path);
    else lutimesSync(path, 0, 0);
  }
  lutimesSync(directory, 0, 0);
}

const [driver, directory] = process.argv.slice(2);
if (driver === undefined || directory === undefined) {
  console.error('usage: node scripts/make-rootfs.ts DRIVER DIRECTORY');
  process.exitCode = 2;
} else {
  makeRootfs(driver, directory);
}
