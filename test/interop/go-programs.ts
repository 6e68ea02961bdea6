import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Whether Go is here to build with. In CI it has to be. */
export function goIsHere(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.CI === 'true') throw new Error('the interop suite needs Go 1.26, and CI has none');
    console.warn("Go is not installed, so Rancher's own client is not run against the driver");
    return false;
  }
}

/** The commands of the Go module, built into a folder of their own. */
export class GoPrograms {
  private constructor(private readonly folder: string) {}

  /** Those that were built into `folder` before. */
  static at(folder: string): GoPrograms {
    return new GoPrograms(folder);
  }

  static async build(): Promise<GoPrograms> {
    const folder = await mkdtemp(join(tmpdir(), 'interop-'));
    await promisify(execFile)('go', ['build', '-o', `${folder}/`, './cmd/...'], { cwd: 'test/interop' });
    return new GoPrograms(folder);
  }

  path(program: 'rancher-client' | 'reference-driver' | 'terraform-reader'): string {
    return join(this.folder, program);
  }

  async delete(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
