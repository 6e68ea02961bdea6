import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command, CommandOutput, CommandRunner } from '../../../adapters/commands/command-runner.js';
import type { EngineName } from '../options/engine-name.js';
import { stepOf } from './kind-steps.js';
import { inScratchDirectory } from './scratch-directory.js';
import { toolEnvironment } from './tool-environment.js';
import { toolError } from './tool-error.js';

/** The input of `kind create cluster`. */
export interface KindCreation {
  readonly cluster: string;
  /** kind's configuration, as JSON, which is YAML too. */
  readonly config: string;
  /** Image of every node; kind's own choice, or the configuration's, where absent. */
  readonly image?: string;
  readonly signal: AbortSignal;
  readonly progress: (message: string) => void;
}

/** Time limit for kind's quick commands, in milliseconds. */
const patienceMs = 60_000;

/** The program kind, for one engine. Each run gets a kubeconfig of its own, so that the user's is never touched. */
export class KindTool {
  constructor(
    private readonly commands: CommandRunner,
    private readonly binary: string,
    private readonly engine: EngineName,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /**
   * Makes a cluster. On failure its containers stay, because kind's own clean-up deletes every container of that name.
   * @throws CommandError, DriverError
   */
  async create({ cluster, config, image, signal, progress }: KindCreation): Promise<void> {
    await inScratchDirectory(cluster, async (directory) => {
      const file = join(directory, 'kind.yaml');
      await writeFile(file, config, { mode: 0o600 });
      const args = ['create', 'cluster', '--name', cluster, '--config', file, '--retain'];
      const more = [...(image === undefined ? [] : ['--image', image]), '--kubeconfig', join(directory, 'kubeconfig')];
      await this.run([...args, ...more], signal, {
        diesWithUs: true,
        onLine: (line) => {
          const step = stepOf(line);
          if (step !== undefined) progress(step);
        },
      });
    });
  }

  /** Deletes every container of the cluster that the engine knows of now. One that is being made may appear later. */
  async delete(cluster: string, signal: AbortSignal): Promise<void> {
    try {
      await inScratchDirectory(cluster, (directory) => {
        const args = ['delete', 'cluster', '--name', cluster, '--kubeconfig', join(directory, 'kubeconfig')];
        return this.run(args, signal, { timeoutMs: patienceMs });
      });
    } catch (thrown) {
      throw toolError(`delete the kind cluster ${cluster}`, thrown, signal);
    }
  }

  /** The kubeconfig of the cluster; `internal` with the address on the network of the containers. A secret. */
  async kubeconfig(cluster: string, internal: boolean, signal: AbortSignal): Promise<string> {
    const args = ['get', 'kubeconfig', '--name', cluster, ...(internal ? ['--internal'] : [])];
    try {
      return (await this.run(args, signal, { timeoutMs: patienceMs })).stdout;
    } catch (thrown) {
      throw toolError(`read the kubeconfig of the kind cluster ${cluster}`, thrown, signal);
    }
  }

  private run(
    args: readonly string[],
    signal: AbortSignal,
    settings: Pick<Command, 'diesWithUs' | 'timeoutMs' | 'onLine'>,
  ): Promise<CommandOutput> {
    const env = toolEnvironment(this.engine, this.environment);
    return this.commands.run({ file: this.binary, args, env, signal, ...settings });
  }
}
