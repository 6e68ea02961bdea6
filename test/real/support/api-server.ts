import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ClusterAccess } from '../../../src/core/contract/cluster-access.js';

const run = promisify(execFile);
const scripts = fileURLToPath(new URL('../apiserver/', import.meta.url));

/** etcd, a real kube-apiserver with RBAC and a real kube-controller-manager, on loopback; no nodes. */
export class RealApiServer {
  private constructor(
    private readonly work: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Starts one of `minor`, such as `1.34`. */
  static async start(minor: string): Promise<RealApiServer> {
    const work = await mkdtemp(join(tmpdir(), 'driver-real-api-'));
    const { stdout } = await run(join(scripts, 'start.sh'), [minor, join(work, 'api')]);
    const lines = stdout.split('\n').filter((line) => line.includes('='));
    const settings = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
    return new RealApiServer(work, Object.fromEntries(settings) as Record<string, string>);
  }

  get version(): string {
    return this.setting('VERSION');
  }

  get kubectl(): string {
    return this.setting('KUBECTL');
  }

  /** How its administrator reaches it. */
  admin(): Promise<ClusterAccess> {
    return this.accessWith(this.setting('ADMIN_CERT'), this.setting('ADMIN_KEY'));
  }

  /** How somebody with another certificate of its authority reaches it; valid `from` and `until`, as `date` reads it. */
  async issue(name: string, subject: string, from = '1 minute ago', until = '1 day'): Promise<ClusterAccess> {
    await run(join(scripts, 'issue-certificate.sh'), [join(this.work, 'api'), name, subject, from, until]);
    const path = join(this.work, 'api', 'pki', name);
    return this.accessWith(`${path}.crt`, `${path}.key`);
  }

  /** Calls kubectl as the administrator. */
  async asAdmin(args: readonly string[], input?: string): Promise<string> {
    const call = run(this.kubectl, ['--kubeconfig', this.setting('ADMIN_KUBECONFIG'), ...args]);
    if (input !== undefined) call.child.stdin?.end(input);
    return (await call).stdout;
  }

  /** Stops the controller manager, which makes the tokens, for as long as `work` takes. */
  async withoutControllers<T>(work: () => Promise<T>): Promise<T> {
    const pid = Number(this.setting('CONTROLLER_MANAGER_PID'));
    process.kill(pid, 'SIGSTOP');
    try {
      return await work();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  }

  async stop(): Promise<void> {
    await run(join(scripts, 'stop.sh'), [join(this.work, 'api')]);
    await rm(this.work, { recursive: true, force: true });
  }

  private async accessWith(certificate: string, key: string): Promise<ClusterAccess> {
    const read = (path: string) => readFile(path, 'utf8');
    return {
      endpoint: this.setting('ENDPOINT'),
      rootCaCertificate: await read(this.setting('CA')),
      credential: { kind: 'client-certificate', certificate: await read(certificate), key: await read(key) },
    };
  }

  private setting(name: string): string {
    const value = this.settings[name];
    if (value === undefined) throw new Error(`start.sh did not print ${name}`);
    return value;
  }
}
