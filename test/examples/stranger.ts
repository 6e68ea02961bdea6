import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const npmQuietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/** A folder outside of this tree in which a stranger has built an adapter, with nothing but the published package. */
export interface Stranger {
  readonly folder: string;
  leave(): Promise<void>;
}

/** Packs this project as for publishing, installs it beside a copy of the example, and compiles that. */
export async function buildAsStranger(example: string): Promise<Stranger> {
  const folder = await mkdtemp(join(tmpdir(), 'stranger-'));
  const leave = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(resolve('examples', example), folder, { recursive: true });
    const packed = await run('npm', [
      'pack',
      '--ignore-scripts',
      '--json',
      '--pack-destination',
      folder,
      ...npmQuietly,
    ]);
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    const install = ['install', '--ignore-scripts', '--omit=optional', `./${filename}`, ...npmQuietly];
    await run('npm', install, { cwd: folder });
    await run(process.execPath, [
      resolve('node_modules/typescript/bin/tsc'),
      '-p',
      folder,
      '--typeRoots',
      resolve('node_modules/@types'),
    ]);
    return { folder, leave };
  } catch (thrown) {
    await leave();
    throw thrown;
  }
}
