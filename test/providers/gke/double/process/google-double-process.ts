import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ClusterBackend } from '../container/container-state.ts';
import type { DoubleSettings } from '../double-settings.ts';
import { startGoogleDouble } from '../google-double.ts';
import { controlRoutes, writeKey } from './control-routes.ts';
import { startControlServer } from './control-server.ts';

/** The settings that can be written as JSON; the backend is the same for every cluster. */
type ProcessSettings = Omit<DoubleSettings, 'clusterBackend' | 'hooks' | 'now'> & { readonly backend?: ClusterBackend };

/** What the one line on standard output says. */
export interface ProcessAnnouncement {
  /** The root of every API. */
  readonly root: string;
  readonly token: string;
  readonly metadataHost: string;
  /** Where the double is looked at and changed. */
  readonly control: string;
  /** A service-account key, ready to be used. */
  readonly keyFile: string;
  readonly project: string;
}

/**
 * Runs a double in a process of its own: `--directory` is where key files go, `--settings` is JSON, or `@` and the path
 * of a file with JSON. It ends on `POST /stop`, SIGTERM or SIGINT: with 0, or with 1 where the double itself went wrong.
 */
export async function runGoogleDouble(
  args: readonly string[],
  announce: (announcement: ProcessAnnouncement) => void,
): Promise<number> {
  const options = { directory: { type: 'string' }, settings: { type: 'string', default: '{}' } } as const;
  const { directory, settings } = parseArgs({ args: [...args], options }).values;
  if (directory === undefined) throw new Error('double: --directory is required');
  const { backend, ...rest } = readSettings(settings);
  const double = await startGoogleDouble({
    ...rest,
    ...(backend === undefined ? {} : { clusterBackend: () => backend }),
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  const stop = () => {
    end(undefined);
  };
  const control = await startControlServer(controlRoutes(double, directory, stop));
  const { keyFile } = writeKey(double, directory);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  announce({ ...double.endpoints, control: control.url, keyFile, project: double.world.project });

  await ended;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, stop);
  await control.close();
  const { bugs } = double;
  await double.stop().catch((thrown: unknown) => {
    process.stderr.write(`${String(thrown)}\n`);
  });
  return bugs.length > 0 ? 1 : 0;
}

function readSettings(settings: string): ProcessSettings {
  const json = settings.startsWith('@') ? readFileSync(settings.slice(1), 'utf8') : settings;
  return JSON.parse(json) as ProcessSettings;
}

if (import.meta.main) {
  process.exitCode = await runGoogleDouble(process.argv.slice(2), (announcement) => {
    process.stdout.write(`${JSON.stringify(announcement)}\n`);
  });
}
