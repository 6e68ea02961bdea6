import type { Command } from 'commander';
import type { Provider } from '../../core/contract/provider.js';
import type { CliContext } from '../context/cli-context.js';
import { chosenReference, typedProvider } from '../typed-options/driver-choice.js';
import { jsonText } from '../output/json-text.js';
import { optionHelp } from '../typed-options/option-help.js';
import { textColumns } from '../output/text-columns.js';

/** `driver providers`: lists the providers, or the options of one. */
export function addProvidersCommand(program: Command, context: CliContext): void {
  program
    .command('providers')
    .summary('list the providers, or the options of one')
    .argument('[name]', 'a provider: its name, or the path of its module')
    .option('--json', 'as JSON, for programs')
    .addHelpText('after', '\nExample:\n  driver providers mock')
    .action(async (name: string | undefined, { json }: { readonly json?: boolean }) => {
      const { host, terminal } = context;
      if (name === undefined) {
        const { builtInProviders } = host;
        const rows = builtInProviders.map((provider) => [provider.name, provider.description]);
        terminal.stdout.write(json === true ? jsonText(builtInProviders) : textColumns(rows));
        return;
      }
      const reference = await chosenReference({ provider: name }, context);
      const provider = await typedProvider(context, reference?.kind === 'provider' ? reference.name : name);
      terminal.stdout.write(json === true ? jsonText(describe(provider)) : text(provider));
    });
}

function describe({ name, description, options, environment = [] }: Provider): object {
  return { name, description, environment, options };
}

function text({ name, description, options, environment = [] }: Provider): string {
  const variables =
    environment.length === 0 ? '' : `\nEnvironment, passed on by this program: ${environment.join(', ')}\n`;
  return `${name}: ${description}\n\nOptions:\n${optionHelp(options)}${variables}`;
}
