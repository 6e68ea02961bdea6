import type { JsonObject } from '../json.ts';
import type { OperationShape } from './operation-shape.ts';

/** What a path of the container API names: `projects/p/locations/l/clusters/c/nodePools/n` or the like. */
export interface ResourceName {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  readonly nodePool: string;
  readonly operation: string;
}

/** A request of the container API that the validator has let through. */
export interface ContainerCall extends ResourceName {
  /** The request's message as canonical JSON, without zero values. */
  readonly body: JsonObject;
  readonly shape: OperationShape;
  /** Records a request that the API's contract does not allow, and that only its rules can tell. */
  readonly violate: (field: string, message: string) => void;
}

/** One method of the container API: answers the JSON of the message that it promises. */
export type ContainerMethod = (call: ContainerCall) => Promise<object>;

/** Takes a resource name apart; parts that it lacks are empty. */
export function readResourceName(path: string): ResourceName {
  const parts = path.split('/');
  const after = (collection: string) => {
    const at = parts.findIndex((part, index) => index % 2 === 0 && part === collection);
    return at === -1 ? '' : (parts[at + 1] ?? '');
  };
  return {
    project: after('projects'),
    location: after('locations'),
    cluster: after('clusters'),
    nodePool: after('nodePools'),
    operation: after('operations'),
  };
}
