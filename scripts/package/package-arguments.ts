import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Architecture, architectures } from './node-binary.ts';

/** What was asked for. */
export interface PackageArguments {
  /** A built-in name, or the path or package of one adapter; all of the built-in ones where undefined. */
  readonly provider: string | undefined;
  readonly output: string;
  readonly architectures: readonly Architecture[];
  /** Where the files will be downloaded from; `{file}` stands for the file's name. */
  readonly url: string;
  readonly whitelistDomains: readonly string[];
  /** What the driver does with the error of an update where nobody says it at the start: `ask`, `report` or `keep`. */
  readonly updateErrors: string;
  /** Compressing takes most of the time: leave it out to try something. */
  readonly archive: boolean;
}

export const packageUsage = `usage: npm run package -- (--provider NAME | --provider ./adapter.js | --provider PACKAGE | --all) [options]

  --url TEMPLATE       where Rancher will download from; "{file}" is the file's name
  --whitelist DOMAIN   host that a UI extension may reach through Rancher; may be given many times
  --update-errors P    report the errors of updates to Rancher, keep them, or ask which Rancher it is (ask where not given):
                       Rancher 2.15 ends when it gets one
  --arch ARCH          amd64 or arm64; both where not given
  --output DIRECTORY   dist where not given
  --no-archive         no .tar.xz: for trying something out
  --help               this text
`;

/** Reads the command line; undefined where it asks for help. @throws Error in one line, naming what is wrong */
export function readArguments(argv: readonly string[]): PackageArguments | undefined {
  const values = parse(argv);
  if (values.help) return undefined;
  const { provider, all, output, url, whitelist, archive, 'update-errors': updateErrors } = values;
  if (all && provider !== undefined) throw new Error('--all and --provider exclude each other: give one of them');
  if (!all && provider === undefined) throw new Error('--provider or --all is missing: say what to package');
  if (provider === '') throw new Error('--provider is empty: give a name, a path or a package');
  const wanted = values.arch.map(architecture);
  if (statSync(output, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Error(`--output ${output}: it is no directory`);
  if (!['ask', 'report', 'keep'].includes(updateErrors))
    throw new Error(`--update-errors ${updateErrors}: there is no such policy; use ask, report or keep`);
  checkUrl(url, all);
  return {
    provider,
    output,
    architectures: architectures.filter((one) => wanted.includes(one)),
    url,
    whitelistDomains: whitelist,
    updateErrors,
    archive,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', default: false },
        provider: { type: 'string' },
        all: { type: 'boolean', default: false },
        url: { type: 'string', default: 'https://downloads.example.com/{file}' },
        whitelist: { type: 'string', multiple: true, default: [] },
        'update-errors': { type: 'string', default: 'ask' },
        arch: { type: 'string', multiple: true, default: [...architectures] },
        output: { type: 'string', default: 'dist' },
        archive: { type: 'boolean', default: true },
      },
      allowNegative: true,
    }).values;
  } catch (cause) {
    const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\n|\. /, 1);
    throw new Error(`${first}; see --help`, { cause });
  }
}

function architecture(text: string): Architecture {
  const known = architectures.find((one) => one === text);
  if (known === undefined) throw new Error(`--arch ${text}: there is none; use ${architectures.join(' or ')}`);
  return known;
}

/** Two drivers cannot share a URL. */
function checkUrl(url: string, manyDrivers: boolean): void {
  const example = url.replaceAll('{file}', 'file');
  if (!URL.canParse(example) || !/^https?:\/\/[^/]/i.test(example))
    throw new Error(`--url ${url}: it is no URL with a host that begins with http:// or https://`);
  if (manyDrivers && !url.includes('{file}'))
    throw new Error(`--url ${url}: drivers cannot share a URL; put {file} where the name of the file belongs`);
}
