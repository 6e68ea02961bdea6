import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const client = '@kubernetes/client-node';
const modules = dirname(createRequire(import.meta.url).resolve(client));

/**
 * Leaves out what nobody asks for of the Kubernetes client: of 3 MB, a driver uses the part that reads configurations and sends
 * requests. The package does not say that its modules do nothing but declare things, so it is said here; `polyfill.js`, the one
 * that does more, is for a Node that is older than ours.
 */
export function leanKubernetesClient(): Plugin {
  return {
    name: 'lean-kubernetes-client',
    setup: (build) => {
      build.onResolve({ filter: /^(@kubernetes\/client-node$|\.\.?\/)/ }, async ({ path, pluginData, ...request }) => {
        const isOfClient = path === client || request.resolveDir.startsWith(modules);
        if (!isOfClient || pluginData === modules) return undefined;
        // esbuild's own search reads whole folders for every question, and there are two thousand.
        const file = join(request.resolveDir, path);
        if (path.endsWith('.js') && existsSync(file)) return { path: file, sideEffects: false };
        const { errors, path: resolved } = await build.resolve(path, { ...request, pluginData: modules });
        return errors.length > 0 ? { errors } : { path: resolved, sideEffects: false };
      });
    },
  };
}
