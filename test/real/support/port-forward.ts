import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { engineEnvironment } from './real-engine.js';

/** A port of this machine that leads through the API server to a service. Ends with the scope that it is used in. */
export class PortForward implements AsyncDisposable {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** Opens one to `target`, such as `service/cluster-driver`; `kubectl` are options that say where. */
  static async to(target: string, remotePort: number, kubectl: readonly string[]): Promise<PortForward> {
    const args = ['kubectl', ...kubectl, 'port-forward', target, `:${String(remotePort)}`];
    const child = spawn('env', args, { env: engineEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      const take = (part: unknown) => {
        said += String(part);
        const [, found] = /^Forwarding from 127\.0\.0\.1:(\d+) /m.exec(said) ?? [];
        if (found !== undefined) resolve(Number(found));
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('close', () => {
        reject(new Error(`forward a port to ${target}: ${said}`));
      });
    });
    return new PortForward(child, port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
  }
}
