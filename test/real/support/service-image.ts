import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from './real-engine.js';

/** An image that was built as the documentation tells. Gone with the scope that it is used in. */
export class ServiceImage implements AsyncDisposable {
  private constructor(
    readonly tag: string,
    /** What the build said last: name, platform and size. */
    readonly summary: string,
  ) {}

  /** Builds one; `options` choose the providers. */
  static async build(name: string, ...options: readonly string[]): Promise<ServiceImage> {
    const tag = `driver-real-${name}:${String(process.pid)}`;
    const said = await tool('npm', ['run', '--silent', 'image', '--', ...options, '--tag', tag]);
    return new ServiceImage(tag, said.trim().split('\n').at(-1) ?? '');
  }

  /** One fact of it, by a template of docker's. */
  async inspect(template: string): Promise<string> {
    return (await tool('docker', ['image', 'inspect', '--format', template, this.tag])).trim();
  }

  /** Everything in it, by path, with the modes as `tar` writes them. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const work = await mkdtemp(join(tmpdir(), 'driver-real-image-'));
    try {
      await tool('docker', ['save', '--output', join(work, 'image.tar'), this.tag]);
      await tool('tar', ['--extract', '--file', join(work, 'image.tar'), '--directory', work]);
      const [manifest] = JSON.parse(await readFile(join(work, 'manifest.json'), 'utf8')) as { Layers: string[] }[];
      const found = new Map<string, string>();
      for (const layer of manifest?.Layers ?? []) {
        const listed = await tool('tar', ['--list', '--verbose', '--file', join(work, layer)]);
        for (const line of listed.trim().split('\n')) {
          const [mode = '', , , , , path = ''] = line.split(/\s+/);
          found.set(`/${path}`, mode);
        }
      }
      return found;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await tool('docker', ['image', 'rm', '--force', this.tag]);
  }
}
