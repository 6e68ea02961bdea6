import { join } from 'node:path';

/** Where the drivers under test are. */
export interface Packages {
  readonly directory: string;
  /** The driver with the mock provider only. */
  readonly mock: string;
  /** The driver with the adapter of `fixtures/`, which stands for a stranger's. */
  readonly remote: string;
  /** The driver with all providers; beside it, an archive for each. */
  readonly all: string;
  /** Rancher's Go client. */
  readonly rancherClient: string;
}

const variable = 'DRIVER_PACKAGES';
const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** What the global setup made. */
export function packages(): Packages {
  const directory = process.env[variable];
  if (directory === undefined) throw new Error(`${variable} is not set: run the tests by "npm run test:jail"`);
  return packagesIn(directory);
}

/** What the global setup makes in a directory. */
export function packagesIn(directory: string): Packages {
  const driver = (name: string) => join(directory, name, `kontainer-engine-driver-${name}-linux-${architecture}`);
  return {
    directory,
    mock: driver('mock'),
    remote: driver('remote'),
    all: driver('all'),
    rancherClient: join(directory, 'rancher-client'),
  };
}

/** Tells the tests where everything is. */
export function announce(directory: string): void {
  process.env[variable] = directory;
}
