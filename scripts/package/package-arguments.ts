import { parseArgs } from 'node:util';
import { type Architecture, architectures } from './node-binary.ts';

/** What was asked for. */
export interface PackageArguments {
  /** Built-in names, or the path of one adapter; all of the built-in ones where undefined. */
  readonly provider: string | undefined;
  readonly output: string;
  readonly architectures: readonly Architecture[];
  /** Where the files will be downloaded from; `{file}` stands for the file's name. */
  readonly url: string;
  readonly whitelistDomains: readonly string[];
  /** Compressing takes most of the time: leave it out to try something. */
  readonly archive: boolean;
}

export const packageUsage = `usage: npm run package -- (--provider NAME | --provider ./adapter.js | --all) [options]

  --url TEMPLATE       where Rancher will download from; "{file}" is the file's name
  --whitelist DOMAIN   host that a UI extension may reach through Rancher; may be given many times
  --arch ARCH          amd64 or arm64; both where not given
  --output DIRECTORY   dist where not given
  --no-archive         no .tar.xz: for trying something out
`;

/** Reads the command line. @throws Error with the usage */
export function readArguments(argv: readonly string[]): PackageArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      provider: { type: 'string' },
      all: { type: 'boolean', default: false },
      url: { type: 'string', default: 'https://downloads.example.com/{file}' },
      whitelist: { type: 'string', multiple: true, default: [] },
      arch: { type: 'string', multiple: true, default: [...architectures] },
      output: { type: 'string', default: 'dist' },
      archive: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  if (values.all === (values.provider !== undefined)) throw new Error(packageUsage);
  const wanted = architectures.filter((architecture) => values.arch.includes(architecture));
  if (wanted.length !== values.arch.length) throw new Error(packageUsage);
  return {
    provider: values.provider,
    output: values.output,
    architectures: wanted,
    url: values.url,
    whitelistDomains: values.whitelist,
    archive: values.archive,
  };
}
