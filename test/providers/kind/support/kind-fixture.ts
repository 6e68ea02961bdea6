import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../../src/core/json.js';
import type { Log } from '../../../../src/core/log.js';
import { valuesOf } from '../../../../src/core/options/parse-options.js';
import type { Provider } from '../../../../src/core/contract/provider.js';
import {
  type KindOptions,
  kindOptions,
  type KindOptionValues,
} from '../../../../src/providers/kind/options/kind-options.js';
import { createProvider } from '../../../../src/providers/kind/kind-provider.js';
import type { KindState } from '../../../../src/providers/kind/options/kind-state.js';
import { type CrashPoint, FakeDriverProcess, FakeMachine } from './fake-machine.js';
import { SteppingClock } from './stepping-clock.js';

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a driver process is started with. */
export interface DriverSettings {
  readonly crashAt?: CrashPoint;
  /** Instead of dying there. */
  readonly onCrashPoint?: () => void;
  readonly environment?: NodeJS.ProcessEnv;
}

let clusters = 0;

/** A machine, a clock, and drivers on it. */
export class KindFixture {
  readonly machine = new FakeMachine();
  readonly clock = new SteppingClock((now) => {
    this.machine.step(now);
  });
  /** Unique among all tests of this process: the lock of a name is a real one. */
  readonly name = `dev-${String(process.pid)}-${String((clusters += 1))}`;
  /** What the last operation said. */
  progress: string[] = [];
  checkpoints: KindState[] = [];

  driver(settings: DriverSettings = {}): Provider<KindOptions, KindState> {
    const { crashAt, onCrashPoint, environment = {} } = settings;
    const commands = new FakeDriverProcess(this.machine, crashAt, onCrashPoint);
    const connectKubernetes = () => Promise.reject(new Error('not needed'));
    return createProvider({ clock: this.clock, log: silent, connectKubernetes }, { commands, environment });
  }

  /** Options as if they had been parsed: by kebab-case name, defaults filled in. */
  options(given: JsonObject = {}): KindOptionValues {
    return valuesOf(kindOptions, given);
  }

  context(given: JsonObject = {}, signal: AbortSignal = new AbortController().signal) {
    this.progress = [];
    this.checkpoints = [];
    return {
      clock: this.clock,
      name: this.name,
      displayName: 'Dev',
      options: this.options(given),
      state: { engine: 'docker' } satisfies KindState as KindState,
      signal,
      progress: (message: string) => {
        this.progress.push(message);
      },
      checkpoint: (state: KindState) => {
        this.checkpoints.push(state);
      },
    };
  }

  create(given: JsonObject = {}, driver = this.driver()): Promise<KindState> {
    return driver.create(this.context(given));
  }

  update(given: JsonObject = {}, driver = this.driver()): Promise<KindState> {
    if (driver.update === undefined) throw new Error('no update');
    const context = this.context(given);
    return driver.update({ ...context, previous: context.options, given: new Set(Object.keys(given)) });
  }

  remove(given: JsonObject = {}, driver = this.driver()): Promise<void> {
    return driver.remove(this.context(given));
  }

  /** Names of the containers of the fixture's cluster. */
  containers(): readonly string[] {
    return this.machine.containers.filter(({ cluster }) => cluster === this.name).map(({ name }) => name);
  }

  creates(): number {
    return this.machine.history.filter((line) => line.startsWith('kind create')).length;
  }
}

/** Runs `work` with a directory of its own, which is deleted after. */
export async function withDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'kind-test-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
