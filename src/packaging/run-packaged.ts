import { chooseProvider } from '../composition/choose-provider.js';
import { main } from '../program.js';
import { packagedParts } from './packaged-parts.js';
import type { PackagedProgram } from './packaged-program.js';

/**
 * Runs a packaged driver with the arguments of the process, and sets the exit code. A first argument that nobody types runs a
 * program that a provider needs beside itself.
 */
export async function runPackaged(program: PackagedProgram): Promise<void> {
  const argv = process.argv.slice(2);
  const [first] = argv;
  const hidden = first === undefined ? undefined : program.hiddenPrograms[first];
  if (hidden !== undefined) await hidden(argv.slice(1));
  else process.exitCode = first === undefined ? sayWhatThisIs(program) : await main(argv, packagedParts(program));
}

/** For whoever starts the file to see what it does. */
function sayWhatThisIs({ version, providers }: PackagedProgram): number {
  const provider = chooseProvider(process.argv0, providers);
  process.stderr.write(
    `This is a cluster driver for Rancher, version ${version}, with the provider ${provider}.\n` +
      'What is missing is the port to serve on: Rancher gives one whenever it starts the driver; by hand, say "9000".\n' +
      'It is also a command line for clusters without Rancher: see --help.\n',
  );
  return 2;
}
