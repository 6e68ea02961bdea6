import { ExecaCommandRunner } from '../../../src/adapters/commands/execa-command-runner.js';

const runner = new ExecaCommandRunner();

/** The image of the nodes; none where kind's own choice is to be had. */
export const nodeImage: Readonly<Record<string, string>> =
  process.env.REAL_NODE_IMAGE === undefined || process.env.REAL_NODE_IMAGE === ''
    ? {}
    : { nodeImage: process.env.REAL_NODE_IMAGE };

/** The environment for whatever uses the engine. kind would hand a proxy on to the nodes, and there is no way out. */
export function engineEnvironment(): Record<string, string> {
  const { REAL_BIN = '', REAL_DOCKER_HOST = '', PATH = '', HOME = '/' } = process.env;
  return {
    PATH: REAL_BIN === '' ? PATH : `${REAL_BIN}:${PATH}`,
    HOME,
    ...(REAL_DOCKER_HOST === '' ? {} : { DOCKER_HOST: REAL_DOCKER_HOST }),
  };
}

const noProxy = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'].map((name) => [name, undefined]),
);

/** Runs docker, kind or kubectl, and returns what it writes. */
export async function tool(file: string, args: readonly string[], input?: string): Promise<string> {
  const env = { ...noProxy, ...engineEnvironment() };
  // A name is looked for in the PATH of this process, not in the one that the program gets.
  const { stdout } = await runner.run({
    file: 'env',
    args: [file, ...args],
    env,
    ...(input === undefined ? {} : { input }),
  });
  return stdout;
}

/** Names of all containers of a kind cluster. */
export async function containersOf(cluster: string): Promise<readonly string[]> {
  const filter = `label=io.x-k8s.kind.cluster=${cluster}`;
  return lines(await tool('docker', ['ps', '--all', '--filter', filter, '--format', '{{.Names}}'])).sort();
}

/** Names of all volumes of the engine. */
export async function volumes(): Promise<readonly string[]> {
  return lines(await tool('docker', ['volume', 'ls', '--quiet']));
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
