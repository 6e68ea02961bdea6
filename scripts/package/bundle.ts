import { build, type BuildFailure, type Metafile, transform } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { basename, relative, resolve } from 'node:path';
import type { EntrySettings } from './entry-module.ts';
import { entryName, generatedModules } from './generated-modules.ts';
import { leanGrpc } from './lean-grpc.ts';
import { leanKubernetesClient } from './lean-kubernetes-client.ts';
import { namePieces } from './name-pieces.ts';

/** The program as pieces of CommonJS, loaded one by one when they are needed. */
export interface Bundle {
  /** The piece that runs first. */
  readonly entry: string;
  readonly chunks: ReadonlyMap<string, string>;
  readonly metafile: Metafile;
  /** Whether parts of it did not come with the host: not all of them may run where it is packaged. */
  readonly hasStrangers: boolean;
}

const entry = 'start.js';

/** The modules that the entry requires when somebody calls what they serve; each becomes a piece of that name. */
const latePieces: Readonly<Record<string, string>> = {
  'late-health': 'src/packaging/late/late-health.ts',
  'late-reflection': 'src/packaging/late/late-reflection.ts',
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles the program and all that it imports. Pieces are cut where the program imports dynamically. esbuild cuts ES modules
 * only, and a single executable runs CommonJS only, so each piece is translated in a second pass.
 */
export async function bundle(settings: EntrySettings): Promise<Bundle> {
  const hasStrangers = settings.providers.some(({ isBuiltIn }) => !isBuiltIn);
  const { outputFiles, metafile } = await explained(
    build({
      absWorkingDir: root,
      entryPoints: { start: entryName, ...latePieces },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      outdir: 'dist',
      write: false,
      metafile: true,
      minify: true,
      // What comes with the host asks for no name of a class or a function; a stranger's code may.
      keepNames: hasStrangers,
      charset: 'ascii',
      legalComments: 'none',
      chunkNames: '[hash]',
      // No file lies beside a packaged program; what asks where it lies gets a place that does not exist.
      define: {
        'import.meta.url': '"file:///driver/packaged.js"',
        __filename: '"/driver/packaged.js"',
        __dirname: '"/driver"',
      },
      alias: { 'rancher-driver-host': `${root}src/provider-kit.ts` },
      // A `require` of them stays as it is: it loads the piece where it stands, not with the entry.
      external: Object.keys(latePieces).map((name) => `./${name}.js`),
      loader: { '.proto': 'text' },
      plugins: [generatedModules(root, settings), leanGrpc(), leanKubernetesClient()],
      // A piece is a function, which could not wait.
      supported: { 'top-level-await': false },
      logLevel: 'silent',
    }),
  );
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const named = [entry, ...Object.keys(latePieces).map((name) => `${name}.js`)];
  const chunks = new Map<string, string>();
  for (const [name, text] of namePieces({ texts, metafile, named })) chunks.set(name, await toCommonJs(text));
  return { entry, chunks: new Map([...chunks].sort()), metafile, hasStrangers };
}

/** @throws Error in one line: in which file the first problem is, and what it is */
async function explained<T>(built: Promise<T>): Promise<T> {
  try {
    return await built;
  } catch (cause) {
    const [first] = (cause as Partial<BuildFailure>).errors ?? [];
    if (first === undefined) throw cause;
    const place =
      first.location === null
        ? ''
        : `${relative('', resolve(root, first.location.file))}:${String(first.location.line)}: `;
    const advice = first.text.startsWith('Top-level await') ? '; await it in a function, such as create' : '';
    throw new Error(`bundle the driver: ${place}${first.text}${advice}`, { cause });
  }
}

/** The text of a function of `exports`, `require`, `module` and `load`; the last stands for imports of other pieces. */
async function toCommonJs(text: string): Promise<string> {
  const withLoads = text.replace(/\bimport\(("\.\/[^"]+\.js")\)/g, 'load($1)');
  const { code } = await transform(withLoads, {
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
  });
  return `(function(exports,require,module,load){${code}\n})`;
}
