import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { onlyPath } from './only-path.ts';
import { replaceOnce } from './replace-once.ts';

/** Has the server listen without what Node loads for it in vain; see `src/packaging/listen-directly.ts`. */
export function directListen(root: string): Plugin {
  return {
    name: 'direct-listen',
    setup: (build) => {
      build.onLoad({ filter: onlyPath(join(root, 'src/server/connections/listen.ts')) }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const replaced = replaceOnce(text, 'server.listen(port, host);', 'listenDirectly(server, port, host);', path);
        const module = JSON.stringify(join(root, 'src', 'packaging', 'listen-directly.js'));
        return { contents: `import { listenDirectly } from ${module};\n${replaced}`, loader: 'ts' };
      });
    },
  };
}
