import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CreateContext } from '../../../src/core/contract/operation-context.js';
import { systemClock } from '../../../src/adapters/system-clock.js';
import { isClaimed } from '../../../src/providers/mock/control-plane/control-plane-claim.js';
import type { MockOptions, MockOptionValues } from '../../../src/providers/mock/options/mock-options.js';
import { createProvider } from '../../../src/providers/mock/mock-provider.js';
import type { MockState } from '../../../src/providers/mock/options/mock-state.js';
import { eventually } from './eventually.js';
import { TemporaryDirectory } from './temporary-directory.js';

/** The provider under test, and one cluster's worth of what its calls get, in a directory of the test's own. */
export class MockCluster implements AsyncDisposable {
  readonly provider = createProvider({ clock: systemClock });
  readonly name = 'c-abcde';
  /** What create said and kept so far. */
  readonly progress: string[] = [];
  readonly checkpoints: MockState[] = [];

  private constructor(readonly place: TemporaryDirectory) {}

  static async prepare(): Promise<MockCluster> {
    return new MockCluster(await TemporaryDirectory.make());
  }

  /** Where the cluster's own directory is, or would be. */
  get directory(): string {
    return join(this.place.path, `rancher-driver-mock-${String(process.getuid?.() ?? 0)}`, this.name);
  }

  /** Parsed options: the defaults, but one node, with some exchanged. */
  options(changed: Partial<MockOptionValues> = {}): MockOptionValues {
    return {
      nodeCount: 1,
      kubernetesVersion: '1.33.6',
      labels: [],
      region: 'earth',
      accessKey: undefined,
      fault: [],
      latency: '0s',
      stepDuration: '0s',
      directory: this.place.path,
      ...changed,
    };
  }

  /** What `create` gets. */
  createContext(
    changed: Partial<MockOptionValues> = {},
    signal: AbortSignal = new AbortController().signal,
  ): CreateContext<MockOptions, MockState> {
    return {
      clock: systemClock,
      name: this.name,
      displayName: 'demo',
      options: this.options(changed),
      signal,
      progress: (message) => this.progress.push(message),
      checkpoint: (state) => this.checkpoints.push(state),
    };
  }

  /** What every call gets about the cluster that is there. */
  context(changed: Partial<MockOptionValues> = {}) {
    return { ...this.createContext(changed), state: { directory: this.directory } };
  }

  /** What `update` gets: `changed` is what the caller gives, the rest is kept from `previous`. */
  updateContext(changed: Partial<MockOptionValues>, previous: MockOptionValues, given: readonly string[]) {
    const options = { ...previous, ...changed };
    return { ...this.context(), options, previous, given: new Set(given) };
  }

  /** Names of all files that are left anywhere in the place of the test. */
  async files(): Promise<readonly string[]> {
    return readdir(this.place.path, { recursive: true });
  }

  /** Whether some process is the control plane of the cluster. */
  isRunning(): Promise<boolean> {
    return isClaimed(this.directory);
  }

  /** Removes the cluster, however the test went; where that fails, takes its directory away, which ends its process, too. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.provider.remove(this.context()).catch(async () => {
      const entries = await readdir(this.directory).catch((): string[] => []);
      for (const entry of entries) await rm(join(this.directory, entry), { recursive: true, force: true });
      await eventually('the end of the control plane', async () => !(await this.isRunning()));
    });
    await this.place[Symbol.asyncDispose]();
  }
}
