import type { CommandRunner } from '../../../adapters/commands/command-runner.js';
import { isCommandError } from '../../../adapters/commands/command-error.js';
import type { EngineName } from '../options/engine-name.js';
import { clusterLabel, type NodeContainer, parseInspection } from './node-container.js';
import { toolError } from './tool-error.js';

/** How to run a program in a container. */
export interface ExecSettings {
  /** What the program is run for, in an error: `label the nodes`. */
  readonly attempted: string;
  readonly signal: AbortSignal;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** Time limit for the engine's own commands, in milliseconds. */
const patienceMs = 60_000;

/** The engine that runs a cluster's containers, used through its command line. Errors are those of `toolError`. */
export class ContainerEngine {
  constructor(
    private readonly commands: CommandRunner,
    readonly name: EngineName,
  ) {}

  /** Every container that carries kind's label for the cluster, running or not. */
  async containersOf(cluster: string, signal: AbortSignal): Promise<readonly NodeContainer[]> {
    const attempted = `list the containers of ${cluster}`;
    const filter = `label=${clusterLabel}=${cluster}`;
    for (let tries = 1; ; tries++) {
      const listed = await this.run(attempted, ['ps', '-a', '--filter', filter, '--format', '{{.ID}}'], signal);
      const ids = words(listed);
      if (ids.length === 0) return [];
      try {
        const { stdout } = await this.commands.run({
          file: this.name,
          args: ['inspect', ...ids],
          signal,
          timeoutMs: patienceMs,
        });
        return parseInspection(stdout);
      } catch (thrown) {
        // A container was deleted between the two commands.
        if (tries < 5 && isCommandError(thrown) && /no such (object|container)/i.test(thrown.stderr)) continue;
        throw toolError(attempted, thrown, signal);
      }
    }
  }

  /** Starts containers that have stopped. */
  async start(containers: readonly NodeContainer[], signal: AbortSignal): Promise<void> {
    const names = containers.map(({ name }) => name);
    await this.run(`start ${names.join(', ')}`, ['start', ...names], signal);
  }

  /** Runs a program in a running container and returns what it wrote to standard output. @throws CommandError */
  async tryExec(container: NodeContainer, args: readonly string[], settings: ExecSettings): Promise<string> {
    const { signal, input, timeoutMs = patienceMs } = settings;
    const { stdout } = await this.commands.run({
      file: this.name,
      args: ['exec', ...(input === undefined ? [] : ['-i']), container.name, ...args],
      signal,
      timeoutMs,
      ...(input === undefined ? {} : { input }),
    });
    return stdout;
  }

  /** Like `tryExec`, but throws the errors of `toolError`. */
  async exec(container: NodeContainer, args: readonly string[], settings: ExecSettings): Promise<string> {
    try {
      return await this.tryExec(container, args, settings);
    } catch (thrown) {
      throw toolError(settings.attempted, thrown, settings.signal);
    }
  }

  /** Copies a file of this machine into a container, where the directory has to exist. */
  async copyIn(file: string, container: NodeContainer, path: string, signal: AbortSignal): Promise<void> {
    await this.run(`copy a file into ${container.name}`, ['cp', file, `${container.name}:${path}`], signal);
  }

  /** Copies a file of a container to this machine. */
  async copyOut(container: NodeContainer, path: string, file: string, signal: AbortSignal): Promise<void> {
    await this.run(`copy a file out of ${container.name}`, ['cp', `${container.name}:${path}`, file], signal);
  }

  /** Names of the volumes that carry a label. */
  async volumesWith(label: string, signal: AbortSignal): Promise<readonly string[]> {
    const args = ['volume', 'ls', '--filter', `label=${label}`, '--format', '{{.Name}}'];
    return words(await this.run('list volumes', args, signal));
  }

  async makeVolume(name: string, label: string, signal: AbortSignal): Promise<void> {
    await this.run(`make the volume ${name}`, ['volume', 'create', '--label', label, name], signal);
  }

  async removeVolume(name: string, signal: AbortSignal): Promise<void> {
    await this.run(`remove the volume ${name}`, ['volume', 'rm', name], signal);
  }

  private async run(attempted: string, args: readonly string[], signal: AbortSignal): Promise<string> {
    try {
      return (await this.commands.run({ file: this.name, args, signal, timeoutMs: patienceMs })).stdout;
    } catch (thrown) {
      throw toolError(attempted, thrown, signal);
    }
  }
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
