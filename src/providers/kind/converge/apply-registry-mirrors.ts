import { DriverError } from '../../../core/driver-error.js';
import { isCommandError } from '../../../adapters/commands/command-error.js';
import type { Wanted } from '../cluster/wanted-kind-cluster.js';
import type { KindParts } from '../tools/kind-parts.js';
import { nodesOf } from '../tools/node-container.js';
import { parseAll } from '../options/parsed.js';
import { parseRegistryMirror, type RegistryMirror } from '../options/registry-mirror.js';
import { toolError } from '../tools/tool-error.js';
import type { FoundCluster } from '../cluster/found-cluster.js';

const firstLine = '# Written by rancher-driver-host; changes are lost.';

/**
 * Deletes the files that this driver wrote, and writes those that standard input holds: for each a line `REGISTRY
 * LINES`, then the lines of the file. containerd reads them at every pull. Exits with 3 where containerd is not
 * configured to read them.
 */
const script = `
set -eu
directory=/etc/containerd/certs.d
for file in "$directory"/*/hosts.toml; do
  if [ -e "$file" ] && head -n 1 "$file" | grep -qF rancher-driver-host; then rm -f "$file"; fi
done
while read -r registry lines; do
  grep -qs certs.d /etc/containerd/config.toml || exit 3
  mkdir -p "$directory/$registry"
  while [ "$lines" -gt 0 ]; do
    IFS= read -r line
    printf '%s\\n' "$line"
    lines=$((lines - 1))
  done >"$directory/$registry/hosts.toml.new"
  mv "$directory/$registry/hosts.toml.new" "$directory/$registry/hosts.toml"
done
`;

/**
 * Makes containerd of every node ask the mirrors of `registry-mirrors` first, and removes those of earlier calls
 * (https://github.com/containerd/containerd/blob/main/docs/hosts.md).
 * @throws INVALID where the containerd of a node is not configured for mirrors
 */
export async function applyRegistryMirrors(
  { engine }: KindParts,
  { containers }: FoundCluster,
  { options, signal, progress }: Wanted,
): Promise<void> {
  const mirrors = parseAll(options.registryMirrors, parseRegistryMirror);
  const registries = [...new Set(mirrors.map(({ registry }) => registry))];
  const input = registries.map((registry) => hostsFile(registry, mirrors)).join('');
  if (registries.length > 0) progress(`setting mirrors for ${registries.join(', ')}`);
  const attempted = 'set the registry mirrors';
  for (const node of nodesOf(containers)) {
    try {
      await engine.tryExec(node, ['sh', '-c', script, 'write-mirrors'], { attempted, signal, input });
    } catch (thrown) {
      if (!isCommandError(thrown) || thrown.exitCode !== 3) throw toolError(attempted, thrown, signal);
      const why = `${node.name} was made without support for registry-mirrors`;
      const whatToDo = 'leave the option out, or remove the cluster and create it again with the option';
      throw new DriverError('INVALID', { attempted, why, whatToDo, cause: thrown });
    }
  }
}

function hostsFile(registry: string, mirrors: readonly RegistryMirror[]): string {
  const tables = mirrors
    .filter((mirror) => mirror.registry === registry)
    .flatMap(({ url }) => [`[host."${url}"]`, '  capabilities = ["pull", "resolve"]']);
  const lines = [firstLine, ...tables];
  return `${registry} ${String(lines.length)}\n${lines.join('\n')}\n`;
}
