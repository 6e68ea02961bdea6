import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MockControlPlane } from './mock-control-plane.js';
import { TemporaryDirectory } from './temporary-directory.js';

/** A `kubectl` to test with. */
export interface KubectlProgram {
  readonly path: string;
  readonly title: string;
}

/** The one in PATH, and Debian's, which is years older, where DEBIAN_KUBECTL says where it is. In CI both have to be there. */
export const kubectlPrograms: readonly KubectlProgram[] = [
  { path: 'kubectl', title: 'the kubectl in PATH' },
  { path: process.env.DEBIAN_KUBECTL ?? 'no-debian-kubectl', title: "Debian's kubectl" },
].filter(({ path }) => process.env.CI === 'true' || works(path));

if (kubectlPrograms.length === 0) {
  console.warn('kubectl is not installed: its suites are skipped (Debian package kubernetes-client)');
}

function works(path: string): boolean {
  return spawnSync(path, ['version', '--client'], { stdio: 'ignore' }).status === 0;
}

/** What a run of `kubectl` came to. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real `kubectl`, with a configuration of its own for one control plane. */
export class Kubectl implements AsyncDisposable {
  private constructor(
    private readonly path: string,
    private readonly directory: TemporaryDirectory,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async for({ plane }: MockControlPlane, { path }: KubectlProgram): Promise<Kubectl> {
    const directory = await TemporaryDirectory.make();
    const config = join(directory.path, 'config');
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const content = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'mock',
      contexts: [{ name: 'mock', context: { cluster: 'mock', user: 'mock' } }],
      clusters: [
        {
          name: 'mock',
          cluster: { server: plane.endpoint, 'certificate-authority-data': base64(plane.caCertificate) },
        },
      ],
      users: [
        {
          name: 'mock',
          user: {
            'client-certificate-data': base64(plane.admin.certificate),
            'client-key-data': base64(plane.admin.key),
          },
        },
      ],
    };
    await writeFile(config, JSON.stringify(content), { mode: 0o600 });
    return new Kubectl(path, directory, { PATH: process.env.PATH, HOME: directory.path, KUBECONFIG: config });
  }

  /** Runs it to its end, with `input` on its standard input. */
  async run(args: readonly string[], input = ''): Promise<Run> {
    const child = this.start(args);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
    child.stdin?.end(input);
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, stdout, stderr };
  }

  /** Starts it and leaves it to the caller to end it. */
  start(args: readonly string[]): ChildProcess {
    return spawn(this.path, args, { env: this.environment, stdio: 'pipe' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.directory[Symbol.asyncDispose]();
  }
}
