import type { Command } from 'commander';
import { stringify } from 'yaml';
import { driverName, type ClusterRecord } from '../../engine/records/cluster-record.js';
import type { CliContext } from '../context/cli-context.js';
import { findRecord } from '../context/find-record.js';
import { jsonText } from '../output/json-text.js';
import { maskedRecord } from '../records/masked-record.js';

interface InspectFlags {
  readonly json?: boolean;
  readonly showSecrets?: boolean;
}

/** `driver inspect`: prints all that is known of a cluster, credentials as `***`. */
export function addInspectCommand(program: Command, context: CliContext): void {
  program
    .command('inspect')
    .summary('show everything that is known about a cluster')
    .description(
      'Shows everything that is known about a cluster. Credentials, and the state of the driver, which may hold some, are shown as ***.',
    )
    .argument('<name>')
    .option('--json', 'as JSON, for programs')
    .option('--show-secrets', 'show credentials and state as they are')
    .addHelpText('after', '\nExample:\n  driver inspect demo')
    .action(async (name: string, { json, showSecrets }: InspectFlags) => {
      const record = await findRecord(context, name);
      const shown = viewOf(showSecrets === true ? record : maskedRecord(record));
      context.terminal.stdout.write(json === true ? jsonText(shown) : stringify(shown, { lineWidth: 0 }));
    });
}

function viewOf({ name, displayName, driver, options, info, lastError, createdAtMs, updatedAtMs }: ClusterRecord) {
  const { createError: _, status, ...rest } = info;
  return {
    name,
    displayName,
    driver: { name: driverName(driver), ...driver },
    status,
    lastError,
    createdAt: new Date(createdAtMs).toISOString(),
    updatedAt: new Date(updatedAtMs).toISOString(),
    options: { ...options.bools, ...options.strings, ...options.ints, ...options.lists },
    info: rest,
  };
}
