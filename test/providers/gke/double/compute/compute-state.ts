import { randomInt } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { computeError, computeNotFound } from './compute-error.ts';

/** A resource of Compute Engine that a workload, or a person, has made. */
export interface ComputeResource {
  /** `disks`, `forwardingRules`, … */
  readonly collection: string;
  /** `global`, `regions/r` or `zones/z`. */
  readonly scope: string;
  readonly name: string;
  /** Everything else that the API shows of it. */
  readonly fields: JsonObject;
}

/** Where each collection's resources can be. */
export const collectionScopes: Readonly<Record<string, readonly ('global' | 'regions' | 'zones')[]>> = {
  addresses: ['global', 'regions'],
  backendServices: ['global', 'regions'],
  disks: ['regions', 'zones'],
  firewalls: ['global'],
  forwardingRules: ['global', 'regions'],
  healthChecks: ['global', 'regions'],
  networkEndpointGroups: ['global', 'regions', 'zones'],
  sslCertificates: ['global', 'regions'],
  targetHttpProxies: ['global', 'regions'],
  targetHttpsProxies: ['global', 'regions'],
  targetPools: ['regions'],
  urlMaps: ['global', 'regions'],
};

/** An operation of Compute Engine: a deletion, the only thing that the double lets one begin there. */
interface ComputeOperation {
  readonly scope: string;
  readonly name: string;
  readonly target: string;
  looksLeft: number;
}

/** The resources of one project. */
export class ComputeState {
  readonly resources: ComputeResource[] = [];
  readonly operations: ComputeOperation[] = [];
  private readonly project: string;

  constructor(project: string) {
    this.project = project;
  }

  add(resource: ComputeResource): void {
    if (collectionScopes[resource.collection] === undefined) {
      throw new Error(`double: it plays no collection ${resource.collection}`);
    }
    this.resources.push(resource);
  }

  /** The path that names a resource: `projects/p/zones/z/disks/d`. */
  pathOf({ scope, collection, name }: Pick<ComputeResource, 'scope' | 'collection' | 'name'>): string {
    return `projects/${this.project}/${scope}/${collection}/${name}`;
  }

  /** @throws GoogleError NOT_FOUND */
  find(scope: string, collection: string, name: string): ComputeResource {
    const found = this.resources.find(
      (each) => each.scope === scope && each.collection === collection && each.name === name,
    );
    if (found !== undefined) return found;
    throw computeNotFound(this.pathOf({ scope, collection, name }));
  }

  /**
   * Deletes a resource and answers the operation that does so.
   * @throws GoogleError FAILED_PRECONDITION while another resource uses it
   */
  delete(resource: ComputeResource): ComputeOperation {
    const path = this.pathOf(resource);
    const user = this.userOf(resource, path);
    if (user !== undefined) {
      const message = `The ${resource.collection} resource '${path}' is already being used by '${user}'`;
      throw computeError('FAILED_PRECONDITION', 'resourceInUseByAnotherResource', message);
    }
    this.resources.splice(this.resources.indexOf(resource), 1);
    const name = `operation-${String(randomInt(2 ** 40))}`;
    const operation = { scope: resource.scope, name, target: path, looksLeft: 1 };
    this.operations.push(operation);
    return operation;
  }

  /** Who uses a resource: a machine that its `users` name, or another resource that points to it. */
  private userOf({ fields }: ComputeResource, path: string): string | undefined {
    const users = fields.users;
    if (Array.isArray(users) && typeof users[0] === 'string') return users[0];
    const pointing = this.resources.find(({ fields: other }) =>
      [other.target, other.backendService, other.urlMap].some(
        (link) => typeof link === 'string' && link.endsWith(`/${path}`),
      ),
    );
    return pointing === undefined ? undefined : this.pathOf(pointing);
  }
}
