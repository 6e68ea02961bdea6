import type { Command } from 'commander';
import { messageOf } from '../../core/driver-error.js';
import { driverName } from '../../engine/records/cluster-record.js';
import type { CliContext } from '../context/cli-context.js';
import { duration } from '../output/duration.js';
import { jsonText } from '../output/json-text.js';
import { textColumns } from '../output/text-columns.js';

interface ListedCluster {
  readonly name: string;
  readonly driver?: string;
  readonly status: string;
  readonly version?: string;
  readonly nodeCount?: bigint;
  readonly endpoint?: string;
  readonly ageMs?: number;
  /** Why the last operation failed, or why the record cannot be read. */
  readonly error?: string;
  /** The operation under way. */
  readonly inFlight?: string;
}

/** `driver ls`: lists all clusters, also those whose record cannot be read. */
export function addListCommand(program: Command, context: CliContext): void {
  program
    .command('ls')
    .summary('list the clusters')
    .description('Lists the clusters that this program has made for you.')
    .option('--json', 'as JSON, for programs')
    .addHelpText('after', '\nExample:\n  driver ls --json')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const names = await context.clusters.names();
      const clusters = await Promise.all(names.map((name) => describe(context, name)));
      context.terminal.stdout.write(json === true ? jsonText(clusters) : table(clusters));
    });
}

async function describe({ clusters, locks, host }: CliContext, name: string): Promise<ListedCluster> {
  const inFlight = locks.holder(name)?.operation;
  try {
    const record = await clusters.read(name);
    if (record === undefined) return { name, status: 'gone' };
    const { info, lastError, driver, createdAtMs } = record;
    return {
      name,
      driver: driverName(driver),
      status: info.status,
      version: info.version,
      nodeCount: info.nodeCount,
      endpoint: info.endpoint,
      ageMs: host.clock.now() - createdAtMs,
      ...(lastError !== '' && { error: lastError }),
      ...(inFlight !== undefined && { inFlight }),
    };
  } catch (thrown) {
    return { name, status: 'unreadable', error: messageOf(thrown) };
  }
}

function table(clusters: readonly ListedCluster[]): string {
  if (clusters.length === 0) return 'no clusters yet; "driver create demo --provider mock" makes one\n';
  const rows = clusters.map((cluster) => [
    cluster.name,
    cluster.driver ?? '-',
    describeStatus(cluster),
    orDash(cluster.version),
    cluster.nodeCount === undefined ? '-' : cluster.nodeCount.toString(),
    orDash(cluster.endpoint),
    cluster.ageMs === undefined ? '-' : duration(cluster.ageMs),
    cluster.error?.split('\n', 1)[0] ?? '',
  ]);
  return textColumns([['NAME', 'DRIVER', 'STATUS', 'VERSION', 'NODES', 'ENDPOINT', 'AGE', 'LAST ERROR'], ...rows]);
}

function describeStatus({ status, inFlight, error }: ListedCluster): string {
  if (inFlight !== undefined) return `${status || 'new'} (${inFlight} under way)`;
  const unfinished = /^(Pre-Creating|Creating|Post-Checking|Updating)$/.test(status);
  return unfinished && error === undefined ? `${status} (interrupted)` : status || '-';
}

function orDash(text: string | undefined): string {
  return text === undefined || text === '' ? '-' : text;
}
