import { Lifecycle, scoped } from 'tsyringe';
import type { RancherHost, UpdateErrorPolicy } from '../contract/rancher-host.js';
import type { DriverError } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import { logToken, rancherHostToken, updateErrorPolicyToken } from '../injection/injection-tokens.js';
import type { Log } from '../log.js';
import { crashingVersionsOf } from './crashing-versions.js';

/** Decides whether the error of an update may leave the driver: there are versions of Rancher that it ends. */
@scoped(Lifecycle.ContainerScoped)
export class UpdateErrors {
  /** Clusters whose update was answered: the PostCheck that follows belongs to that update. */
  private readonly updated = new Set<string>();

  constructor(
    @inject(rancherHostToken) private readonly host: RancherHost,
    @inject(updateErrorPolicyToken) private readonly policy: UpdateErrorPolicy,
    @inject(logToken) private readonly log: Log,
  ) {}

  /** Why an error of an update must not leave the driver; undefined where it may. Asks the host, so only call it after a failure. */
  async whyKept(): Promise<string | undefined> {
    if (this.policy === 'report') return undefined;
    if (this.policy === 'keep') return 'this driver was told to keep the errors of updates';
    const version = await this.host.version();
    const crashing = version === undefined ? undefined : crashingVersionsOf(version);
    if (version === undefined || crashing === undefined) return undefined;
    return `Rancher ${version} ends when an update fails`;
  }

  /** Says in the log what Rancher does not hear. */
  logKept(cluster: string, why: string, error: DriverError): void {
    this.log.error(`Rancher was not told, because ${why}: ${error.message}`, { cluster, code: error.code });
  }

  /** Notes that an update of the cluster was answered. */
  noteUpdate(cluster: string): void {
    this.updated.add(cluster);
  }

  /** Whether an update of the cluster was answered since the last call of this: what follows is the check that belongs to it. */
  endUpdate(cluster: string): boolean {
    return this.updated.delete(cluster);
  }
}
