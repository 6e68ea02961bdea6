import type { BuildOptions } from 'esbuild';

/** How the provider's code becomes modules that Node runs as they are. */
export const asNodeModules = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  logLevel: 'error',
  // Packages of the older kind ask for Node's own modules by `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
} as const satisfies BuildOptions;
