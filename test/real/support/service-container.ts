import { type CallerTls, DriverClient } from '../../support/driver-client.js';
import { retry } from './retry.js';
import { tool } from './real-engine.js';
import type { ServiceImage } from './service-image.js';

/** As little as a container can be given: the test's own user, nothing to write to, nothing to gain. */
const hardening = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

/** What docker tells of a container. */
export interface ContainerState {
  readonly Running: boolean;
  readonly ExitCode: number;
  readonly Health?: { readonly Status: string };
}

/** A driver in a container. Gone with the scope that it is used in. */
export class ServiceContainer implements AsyncDisposable {
  private readonly clients: DriverClient[] = [];

  private constructor(readonly id: string) {}

  /** Starts one: `docker` are options of "docker run", `args` the driver's own; the image's where there is none. */
  static async start(
    image: ServiceImage,
    docker: readonly string[] = [],
    args: readonly string[] = [],
  ): Promise<ServiceContainer> {
    const id = await tool('docker', ['run', '--detach', ...hardening, ...docker, image.tag, ...args]);
    return new ServiceContainer(id.trim());
  }

  async state(): Promise<ContainerState> {
    const text = await tool('docker', ['inspect', '--format', '{{json .State}}', this.id]);
    return JSON.parse(text) as ContainerState;
  }

  /** All that it wrote, both streams. */
  async log(): Promise<string> {
    return tool('sh', ['-c', 'docker logs "$1" 2>&1', 'sh', this.id]);
  }

  /** Waits until it has written what matches. */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    return retry(async () => {
      const log = await this.log();
      const found = pattern.exec(log);
      if (found === null) throw new Error(`it said nothing like ${String(pattern)}: ${log}`);
      return found;
    }, 30_000);
  }

  /** Waits until docker's own check of the health finds `status`. */
  async becomes(status: 'healthy' | 'unhealthy'): Promise<void> {
    await retry(async () => {
      const { Health } = await this.state();
      if (Health?.Status !== status) throw new Error(`its health is ${String(Health?.Status)}: ${await this.log()}`);
    }, 60_000);
  }

  /** Runs the driver once more in there. @throws Error with what it said, where it fails */
  async run(...args: readonly string[]): Promise<string> {
    return tool('docker', ['exec', this.id, '/driver', ...args]);
  }

  /** A caller at the port that is published; in plaintext where nothing is said of certificates. */
  async caller(tls?: CallerTls): Promise<DriverClient> {
    const published = await tool('docker', ['port', this.id, '9000/tcp']);
    const client = new DriverClient(Number(/:(\d+)\s/.exec(published)?.[1]), tls);
    this.clients.push(client);
    return client;
  }

  /** Ends it as people do; returns how long that took. */
  async stop(): Promise<number> {
    const began = Date.now();
    await tool('docker', ['stop', this.id]);
    return Date.now() - began;
  }

  /** Waits for its end. Returns the exit code. */
  async ended(): Promise<number> {
    return Number(await tool('docker', ['wait', this.id]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.clients) client.close();
    await tool('docker', ['rm', '--force', '--volumes', this.id]);
  }
}
