import { awaitOperation } from '../../cloud/await-operation.js';
import { cloudError } from '../../cloud/cloud-failure.js';
import type { RunningOperation } from '../../../core/running-operation.js';
import { absentIfNotFound } from './absent-if-not-found.js';
import type { GoogleSession } from './google-session.js';

const publicEndpoint = 'https://compute.googleapis.com';

/** A machine type of Compute Engine. */
export interface MachineType {
  readonly name: string;
  readonly guestCpus: number;
  readonly deprecated?: { readonly state?: string; readonly replacement?: string };
}

/** A limit of a region, and how much of it is used. */
export interface Quota {
  readonly metric: string;
  readonly limit: number;
  readonly usage: number;
}

/** A region with its zones (as URLs) and limits. */
export interface Region {
  readonly name: string;
  readonly zones?: readonly string[];
  readonly quotas?: readonly Quota[];
}

/** A resource of Compute Engine: a disk, a part of a load balancer, or an instance group. */
export interface ComputeResource {
  readonly name: string;
  /** Its full URL. */
  readonly selfLink: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Disks: the machines that use it. */
  readonly users?: readonly string[];
  /** Forwarding rules: what they forward to. */
  readonly target?: string;
  /** Instance groups: how many machines they should have. */
  readonly targetSize?: number;
}

/** Collections that can be listed in all zones and regions of a project at once. */
export type ComputeCollection = 'disks' | 'forwardingRules' | 'addresses' | 'instanceGroupManagers';

interface ComputeOperation {
  readonly status?: string;
  readonly selfLink?: string;
  readonly error?: { readonly errors?: readonly { readonly message?: string }[] };
}

/** The part of compute/v1 that this driver needs, over the session's own connections. */
export class ComputeApi {
  constructor(
    private readonly session: GoogleSession,
    private readonly project: string,
    private readonly endpoint: string = publicEndpoint,
  ) {}

  /**
   * Reads how many machines managed instance groups should have, by URL as GKE names them. Missing groups are left out.
   * For more than two URLs, one request lists all groups whose name begins with `prefix`.
   */
  async groupSizes(urls: readonly string[], prefix: string): Promise<ReadonlyMap<string, number>> {
    const listed = urls.length > 2 ? await this.list('instanceGroupManagers', `name eq ${prefix}.*`) : [];
    const sizes = new Map(listed.map(({ selfLink, targetSize }) => [pathOf(selfLink), targetSize]));
    const found = await Promise.all(
      urls.map(async (url) => [url, sizes.get(pathOf(url)) ?? (await this.groupSize(url))] as const),
    );
    return new Map(found.filter((entry): entry is [string, number] => entry[1] !== undefined));
  }

  async region(name: string): Promise<Region | undefined> {
    return this.find<Region>(`read the region ${name}`, `projects/${this.project}/regions/${name}`);
  }

  async machineType(zone: string, name: string): Promise<MachineType | undefined> {
    const path = `projects/${this.project}/zones/${zone}/machineTypes/${name}`;
    return this.find<MachineType>(`read the machine type ${name} in ${zone}`, path);
  }

  /** Lists the resources of a kind in all zones and regions of the project that match the filter. */
  async list(kind: ComputeCollection, filter: string): Promise<readonly ComputeResource[]> {
    const found: ComputeResource[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.page(kind, {
        filter,
        returnPartialSuccess: 'true',
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      found.push(...Object.values(page.items ?? {}).flatMap((scope) => scope[kind] ?? []));
      pageToken = page.nextPageToken === '' ? undefined : page.nextPageToken;
    } while (pageToken !== undefined);
    return found;
  }

  /** Deletes a resource and waits until it is gone. A missing one is success. */
  async delete(what: string, selfLink: string, running: RunningOperation): Promise<void> {
    const begun = await absentIfNotFound(() =>
      this.session.write(`delete ${what}`, (settings) =>
        this.session.client.request<ComputeOperation>({ ...settings, url: this.urlOf(selfLink), method: 'DELETE' }),
      ),
    );
    let current = begun;
    const failure = await awaitOperation(
      `delete ${what}`,
      async () => {
        const operation = current ?? (await this.find<ComputeOperation>(`wait for ${what}`, begun?.selfLink ?? ''));
        current = undefined;
        const said = operation?.error?.errors?.[0]?.message;
        return {
          done: operation === undefined || operation.status === 'DONE' || operation.selfLink === undefined,
          ...(said === undefined ? {} : { failure: { kind: 'failed', why: `Google says: ${said}` } }),
        };
      },
      running,
    );
    if (failure !== undefined) throw cloudError(`delete ${what}`, failure);
  }

  private async groupSize(url: string): Promise<number | undefined> {
    const group = await this.find<{ readonly targetSize?: number }>('read the size of an instance group', url);
    return group === undefined ? undefined : (group.targetSize ?? 0);
  }

  private async page(
    kind: ComputeCollection,
    params: Readonly<Record<string, string>>,
  ): Promise<{
    readonly items?: Readonly<Record<string, Partial<Record<ComputeCollection, readonly ComputeResource[]>>>>;
    readonly nextPageToken?: string;
  }> {
    const url = this.urlOf(`projects/${this.project}/aggregated/${kind}`);
    return this.session.read(`list the ${kind} of ${this.project}`, (settings) =>
      this.session.client.request({ ...settings, url, params }),
    );
  }

  private async find<T>(attempted: string, path: string): Promise<T | undefined> {
    return absentIfNotFound(() =>
      this.session.read(attempted, (settings) =>
        this.session.client.request<T>({ ...settings, url: this.urlOf(path) }),
      ),
    );
  }

  private urlOf(pathOrUrl: string): string {
    return `${this.endpoint.replace(/\/$/, '')}/compute/v1/${pathOf(pathOrUrl)}`;
  }
}

/** The path of a resource, given as a path or as one of the URLs by which Google names it. */
function pathOf(pathOrUrl: string): string {
  return pathOrUrl.replace(/^https?:\/\/[^/]+\/compute\/v1\//, '');
}
