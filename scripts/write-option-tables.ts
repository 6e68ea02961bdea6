// Writes the option tables of the built-in providers into README.md, between the marks; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { builtInProviders } from '../lib/composition/built-in-providers.js';
import { connectKubernetes } from '../lib/adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from '../lib/composition/load-provider.js';
import { describeOption } from '../lib/core/options/describe-option.js';
import { isSecret, type Option } from '../lib/core/options/option-table.js';
import { systemClock } from '../lib/adapters/system-clock.js';

const begin = '<!-- options: written by scripts/write-option-tables.ts from the option tables -->';
const end = '<!-- /options -->';
const path = 'README.md';

const readme = readFileSync(path, 'utf8');
const [before, rest] = readme.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) throw new Error(`${path} lacks the marks of the option tables`);
const tables = await Promise.all(Object.keys(builtInProviders.known).map(describeProvider));
const text = `${before}${begin}\n\n${tables.join('\n')}\n${end}${after}`;
const written = await format(text, { ...(await resolveConfig(path)), filepath: path });
if (!process.argv.includes('--check')) writeFileSync(path, written);
else if (written !== readme) {
  console.error('the option tables in README.md are not those of the providers; run "npm run generate"');
  process.exitCode = 1;
}

async function describeProvider(name: string): Promise<string> {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const provider = await loadProvider(name, builtInProviders, { clock: systemClock, connectKubernetes, log });
  const rows = Object.entries(provider.options).map(([option, traits]) => row(option, traits));
  const heading = `### ${name}\n\n${provider.description}\n`;
  if (provider.name !== name) return `${heading}\nAnother name for \`${provider.name}\`.\n`;
  return `${heading}\n| Option | Type | Default | Meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function row(name: string, option: Option): string {
  const meaning = isSecret(option) ? `${describeOption(option)} (secret)` : describeOption(option);
  const type = option.type === 'list' ? 'list of strings' : option.type;
  const fallback = option.default === undefined || option.default === '' ? '' : `\`${String(option.default)}\``;
  return `| \`${name}\` | ${type} | ${fallback} | ${meaning.replaceAll('|', '\\|')} |`;
}
