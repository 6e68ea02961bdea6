import { GoogleError } from '../http/google-error.ts';
import type { ContainerMethod } from './container-call.ts';
import type { ContainerState } from './container-state.ts';
import { isDone } from './operations.ts';

/** Google lets only work on nodes be cancelled. */
const cancellable = new Set(['UPGRADE_NODES', 'CREATE_NODE_POOL', 'SET_NODE_POOL_SIZE', 'RESIZE_CLUSTER']);

/** Looking at operations, each look taking them one step on, and cancelling them. */
export function operationMethods({ operations }: ContainerState): Readonly<Record<string, ContainerMethod>> {
  return {
    GetOperation: async ({ project, location, operation }) => {
      const found = operations.find(project, location, operation);
      await operations.look(found);
      return found.resource;
    },

    ListOperations: async ({ project, location }) => {
      const found = operations.in(project, location);
      for (const each of found) await operations.look(each);
      return { operations: found.map(({ resource }) => resource) };
    },

    CancelOperation: async ({ project, location, operation }) => {
      const found = operations.find(project, location, operation);
      const { operationType } = found.resource;
      if (isDone(found) || !cancellable.has(operationType ?? '')) {
        throw new GoogleError('FAILED_PRECONDITION', `Operation ${operation} cannot be cancelled.`);
      }
      await operations.end(found, { status: 'CANCELLED', message: 'Operation was cancelled.' });
      return {};
    },
  };
}
