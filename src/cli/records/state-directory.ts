import { isAbsolute, join } from 'node:path';
import type { Terminal } from '../output/terminal.js';

/** The directory for clusters: below `$XDG_STATE_HOME`, or below `~/.local/state` where that is not an absolute path. */
export function stateDirectory({ environment, home }: Pick<Terminal, 'environment' | 'home'>): string {
  const base = environment.XDG_STATE_HOME;
  const root = base !== undefined && isAbsolute(base) ? base : join(home, '.local', 'state');
  return join(root, 'rancher-driver-host');
}
