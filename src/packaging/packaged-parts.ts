import type { ProgramParts } from '../composition/program-parts.js';
import { listen } from '../server/connections/listen.js';
import { listenDirectly } from './listen-directly.js';
import type { PackagedProgram } from './packaged-program.js';

/** The program that is a single file, with Node.js in it: nothing lies beside it that could be read. */
export function packagedParts({ version, providers, updateErrors, late, loadCodec }: PackagedProgram): ProgramParts {
  return {
    providers,
    contract: async () => {
      const [{ codecContract }, codec] = await Promise.all([import('./codec-contract.js'), loadCodec()]);
      return codecContract(codec, () => late.reflection().definition());
    },
    listen: (server, address) =>
      listen(server, address, () => {
        listenDirectly(server, address.port, address.host);
      }),
    updateErrors,
    standardServices: {
      health: () => late.health().HealthImplementation,
      reflection: () => late.reflection().ReflectionService,
    },
    version: () => version,
    ownCommand: () => [process.execPath],
  };
}
