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

/** A command of the Go module, in a folder of its own. */
export class GoProgram {
  private constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  static async build(name: 'rancher-client' | 'reference-driver' | 'terraform-reader'): Promise<GoProgram> {
    const folder = await mkdtemp(join(tmpdir(), 'interop-'));
    await promisify(execFile)('go', ['build', '-o', `${folder}/`, `./cmd/${name}`], { cwd: 'test/interop' });
    return new GoProgram(folder, name);
  }

  get path(): string {
    return join(this.folder, this.name);
  }

  async delete(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
