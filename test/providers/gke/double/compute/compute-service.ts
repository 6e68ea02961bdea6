import type { ContainerState } from '../container/container-state.ts';
import type { Answer, Call, Endpoint, Service } from '../http/endpoint.ts';
import type { RequestKind } from '../http/request-log.ts';
import type { JsonObject } from '../json.ts';
import { computeError, computeNotFound } from './compute-error.ts';
import { ComputeView } from './compute-methods.ts';
import { collectionScopes, type ComputeState } from './compute-state.ts';
import { aggregatedAnswer, listAnswer, pageOf, unknownParameters } from './list-page.ts';

/** What the service works with. */
export interface ComputeServiceParts {
  readonly state: ContainerState;
  readonly compute: ComputeState;
  readonly pageSize: number;
}

const scopePattern = '(global|regions/[^/]+|zones/[^/]+)';
const readOnly = ['machineTypes', 'instanceGroupManagers', 'networks', 'subnetworks'];
const collections = [...Object.keys(collectionScopes), ...readOnly];

/**
 * The little of compute/v1 that a cluster driver needs. Written by hand after the public reference: nothing of Google's
 * validates it, except that unknown parameters and unreadable filters are violations here too.
 */
export function computeService(parts: ComputeServiceParts): Service {
  return (method, path) => {
    const [, project, rest] = /^\/compute\/v1\/projects\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (project === undefined || rest === undefined) return undefined;
    return new ComputeRoutes(parts, project).find(method, rest);
  };
}

class ComputeRoutes {
  private readonly parts: ComputeServiceParts;
  private readonly project: string;
  private readonly base: string;
  private readonly view: ComputeView;

  constructor(parts: ComputeServiceParts, project: string) {
    this.parts = parts;
    this.project = project;
    this.base = `https://www.googleapis.com/compute/v1/projects/${project}`;
    this.view = new ComputeView(parts.state, parts.compute, this.base);
  }

  find(method: string, rest: string): Endpoint | undefined {
    const parts = rest.split('/');
    if (method === 'GET' && parts[0] === 'aggregated' && parts.length === 2) return this.aggregated(parts[1] ?? '');
    if (method === 'GET' && (parts[0] === 'regions' || parts[0] === 'zones') && parts.length <= 2) {
      return this.place(parts[0], parts[1]);
    }
    const [, scope, collection, name] = new RegExp(`^${scopePattern}/([^/]+)(?:/([^/]+))?(?:/wait)?$`).exec(rest) ?? [];
    if (scope === undefined || collection === undefined) return undefined;
    if (collection === 'operations' && name !== undefined) return this.operation(scope, name);
    if (!collections.includes(collection) || rest.endsWith('/wait')) return undefined;
    if (method === 'GET') return name === undefined ? this.list(scope, collection) : this.get(scope, collection, name);
    const deletable = method === 'DELETE' && name !== undefined && !readOnly.includes(collection);
    return deletable ? this.delete(scope, collection, name) : undefined;
  }

  private place(collection: 'regions' | 'zones', name: string | undefined): Endpoint {
    return name === undefined ? this.list('', collection) : this.get('', collection, name);
  }

  private aggregated(collection: string): Endpoint | undefined {
    if (!collections.includes(collection)) return undefined;
    return this.endpoint(collection, 'aggregatedList', 'reading', ({ query }) => {
      const page = pageOf(this.view.all(collection), query, this.parts.pageSize);
      return aggregatedAnswer(collection, this.view.scopes(collection), page);
    });
  }

  private list(scope: string, collection: string): Endpoint {
    return this.endpoint(collection, 'list', 'reading', ({ query }) => {
      const here = this.view.all(collection).filter((each) => each.scope === scope);
      return listAnswer(collection.replace(/s$/, ''), pageOf(here, query, this.parts.pageSize));
    });
  }

  private get(scope: string, collection: string, name: string): Endpoint {
    return this.endpoint(collection, 'get', 'reading', () => this.view.one(scope, collection, name));
  }

  private delete(scope: string, collection: string, name: string): Endpoint {
    return this.endpoint(collection, 'delete', 'writing', () => {
      const { compute } = this.parts;
      const operation = compute.delete(compute.find(scope, collection, name));
      return this.viewOperation(operation.scope, operation.name, operation.target, 'RUNNING');
    });
  }

  private operation(scope: string, name: string): Endpoint {
    return this.endpoint('operations', 'get', 'reading', () => {
      const found = this.parts.compute.operations.find((each) => each.name === name && each.scope === scope);
      if (found === undefined) throw computeNotFound(`projects/${this.project}/${scope}/operations/${name}`);
      found.looksLeft--;
      return this.viewOperation(scope, name, found.target, found.looksLeft < 0 ? 'DONE' : 'RUNNING');
    });
  }

  private viewOperation(scope: string, name: string, target: string, status: string): JsonObject {
    const targetLink = `https://www.googleapis.com/compute/v1/${target}`;
    const selfLink = `${this.base}/${scope}/operations/${name}`;
    return { kind: 'compute#operation', name, operationType: 'delete', status, targetLink, selfLink };
  }

  private endpoint(collection: string, verb: string, kind: RequestKind, answer: (call: Call) => JsonObject): Endpoint {
    const permission = `compute.${collection}.${verb === 'aggregatedList' ? 'list' : verb}`;
    return {
      rpc: `compute.${collection}.${verb}`,
      kind,
      service: 'compute.googleapis.com',
      permission: { name: permission, on: `projects/${this.project}` },
      answer: (call): Answer => {
        const unknown = unknownParameters(call.query, call.body);
        for (const field of unknown) {
          call.violate({ kind: 'unknown', field, message: `compute.${collection}.${verb} takes no ${field}.` });
        }
        if (unknown.length === 0) return { body: answer(call) };
        throw computeError('INVALID_ARGUMENT', 'invalidParameter', `Unknown parameters: ${unknown.join(', ')}.`);
      },
    };
  }
}
