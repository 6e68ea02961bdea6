import type { PackagedProvider } from './packaged-provider.ts';

/** What one packaged driver is made of. */
export interface EntrySettings {
  readonly providers: readonly PackagedProvider[];
  /** The provider that runs where nobody names one. */
  readonly defaultProvider: string;
  readonly version: string;
  /** `ask` where absent; or else `report` or `keep`. */
  readonly updateErrors?: string;
}

/**
 * The text of the module that a packaged driver begins with: it imports what was chosen and hands it to `runPackaged`. Paths of
 * the host's own modules are those from the checkout's root; `driver-codec` is the generated code of the contract.
 */
export function entryModule({ providers, defaultProvider, version, updateErrors = 'ask' }: EntrySettings): string {
  const programs = providers.flatMap((provider) => provider.programs ?? []);
  return `
import { onMachineNetwork } from './src/composition/outside-module.ts';
import { runPackaged } from './src/packaging/run-packaged.ts';
${programs.map((path, index) => `import { hiddenPrograms as programs${String(index)} } from ${JSON.stringify(path)};`).join('\n')}
void runPackaged({
  version: ${JSON.stringify(version)},
  providers: {
    byDefault: ${JSON.stringify(defaultProvider)},
    known: {
      ${providers.map(entry).join(',\n      ')},
    },
  },
  updateErrors: ${JSON.stringify(updateErrors)},
  hiddenPrograms: { ${programs.map((_, index) => `...programs${String(index)}`).join(', ')} },
  late: {
    health: () => require('./late-health.js'),
    reflection: () => require('./late-reflection.js'),
  },
  loadCodec: () => import('driver-codec'),
});
`;
}

function entry({ name, description, whitelistDomains, module, isBuiltIn }: PackagedProvider): string {
  const facts = JSON.stringify({ name, description, whitelistDomains });
  const load = `() => import(${JSON.stringify(module)})`;
  return `${JSON.stringify(name)}: { ...${facts}, load: ${isBuiltIn ? load : `onMachineNetwork(${load})`} }`;
}
