import { DriverError } from '../../../core/driver-error.js';
import { isCommandError } from '../../../adapters/commands/command-error.js';
import type { CommandRunner } from '../../../adapters/commands/command-runner.js';
import { ContainerEngine } from './container-engine.js';
import { asEngineName, type EngineName, engineNames } from '../options/engine-name.js';
import type { KindOptionValues } from '../options/kind-options.js';
import { KindTool } from './kind-tool.js';
import { toolError } from './tool-error.js';
import { compareVersions } from '../../../core/compare-versions.js';
import { parseToolVersion } from './tool-version.js';

/** The programs that make and manage a cluster. */
export interface Tools {
  readonly engine: ContainerEngine;
  readonly kind: KindTool;
}

/** Where to look for the programs. */
export interface ToolSearch {
  readonly commands: CommandRunner;
  readonly environment: NodeJS.ProcessEnv;
  readonly options: Pick<KindOptionValues, 'containerEngine' | 'kindBinary'>;
  /** The engine that the cluster is known to be on. */
  readonly engine?: EngineName;
  readonly signal: AbortSignal;
}

/** kind supports nerdctl since 0.24.0 (its release notes). */
const oldestKind = '0.24.0';
const patienceMs = 30_000;

const engines: Readonly<Record<EngineName, { readonly versionOf: string; readonly oldest: string }>> = {
  // The server's version, because this also shows whether the server answers. 20.10 introduced --cgroupns.
  docker: { versionOf: '{{.Server.Version}}', oldest: '20.10.0' },
  podman: { versionOf: '{{.Client.Version}}', oldest: '3.0.0' },
  nerdctl: { versionOf: '{{.Client.Version}}', oldest: '1.7.0' },
};

/**
 * Finds kind and a container engine, and checks that they are recent enough and answer.
 * @throws UNAVAILABLE, FORBIDDEN, INVALID saying what to install or to start
 */
export async function findTools(search: ToolSearch): Promise<Tools> {
  const { commands, options, environment } = search;
  const [engine] = await Promise.all([findEngine(search), checkKind(search)]);
  return {
    engine: new ContainerEngine(commands, engine),
    kind: new KindTool(commands, options.kindBinary, engine, environment),
  };
}

/**
 * Finds the engine that is named, or the first one that is installed. An installed engine that does not answer is an
 * error, and no reason to try the next one: the cluster of an earlier call may be there.
 */
async function findEngine(search: ToolSearch): Promise<EngineName> {
  const { options, environment } = search;
  const named = search.engine ?? options.containerEngine ?? asEngineName(environment.KIND_EXPERIMENTAL_PROVIDER);
  for (const name of named === undefined ? engineNames : [named]) {
    if (await checkEngine(name, search)) return name;
  }
  const missing = named === undefined ? `none of ${engineNames.join(', ')} is in PATH` : `${named} is not in PATH`;
  const whatToDo =
    'install docker (https://docs.docker.com/engine/install/), or name another engine with container-engine';
  throw new DriverError('UNAVAILABLE', { attempted: 'look for a container engine', why: missing, whatToDo });
}

/** Whether an engine is installed. @throws where it is, but cannot be used */
async function checkEngine(name: EngineName, search: ToolSearch): Promise<boolean> {
  const { versionOf, oldest } = engines[name];
  const attempted = `ask ${name} for its version`;
  const said = await askVersion(name, ['version', '--format', versionOf], attempted, search);
  if (said === undefined) return false;
  const version = parseToolVersion(said);
  if (version === undefined || compareVersions(version, oldest) >= 0) return true;
  const why = `it is ${version}, and kind needs ${oldest} or newer`;
  throw new DriverError('UNAVAILABLE', { attempted, why, whatToDo: `update ${name}` });
}

async function checkKind(search: ToolSearch): Promise<void> {
  const binary = search.options.kindBinary;
  const attempted = `look for the program ${binary}`;
  const whatToDo = `install kind ${oldestKind} or newer (https://kind.sigs.k8s.io/docs/user/quick-start/#installation)`;
  const said = await askVersion(binary, ['version', '-q'], attempted, search);
  if (said === undefined) {
    const why = binary.includes('/') ? 'there is no such file' : 'it is not in PATH';
    throw new DriverError('UNAVAILABLE', {
      attempted,
      why,
      whatToDo: `${whatToDo}, or give its path with kind-binary`,
    });
  }
  const version = parseToolVersion(said);
  if (version !== undefined && compareVersions(version, oldestKind) >= 0) return;
  const why = version === undefined ? 'its version cannot be read' : `it is version ${version}, too old`;
  throw new DriverError('UNAVAILABLE', { attempted, why, whatToDo });
}

/** Returns the version output of a program, or undefined where there is no such program. */
async function askVersion(
  file: string,
  args: readonly string[],
  attempted: string,
  { commands, signal }: ToolSearch,
): Promise<string | undefined> {
  try {
    return (await commands.run({ file, args, signal, timeoutMs: patienceMs })).stdout;
  } catch (thrown) {
    if (isCommandError(thrown) && thrown.reason === 'missing') return undefined;
    throw toolError(attempted, thrown, signal);
  }
}
