import { chooseProvider } from '../composition/choose-provider.js';
import { ownVersion } from '../composition/own-program.js';
import { main } from '../program.js';
import { hiddenPrograms } from './hidden-programs.js';

/** Where the packager's one file begins. A first argument that nobody types runs a program that a provider needs beside itself. */
async function run(argv: readonly string[]): Promise<number | undefined> {
  if (argv.length === 0) return sayWhatThisIs();
  const hidden = hiddenPrograms[argv[0] ?? ''];
  if (hidden === undefined) return main(argv);
  await hidden(argv.slice(1));
  return undefined;
}

/** For whoever starts the file to see what it does. */
function sayWhatThisIs(): number {
  const provider = chooseProvider(process.argv0);
  process.stderr.write(
    `This is a cluster driver for Rancher, version ${ownVersion()}, with the provider ${provider}.\n` +
      'What is missing is the port to serve on: Rancher gives one whenever it starts the driver; by hand, say "9000".\n' +
      'It is also a command line for clusters without Rancher: see --help.\n',
  );
  return 2;
}

void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
