import type { JsonObject } from '../../core/json.js';
import type { ResourceKind } from './resource-kind.js';

/** The refusal of a request, which a Kubernetes client gets as a `Status` object. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: JsonObject,
  ) {
    super(message);
  }

  /** The answer's body, in the shape of `k8s.io/apimachinery/pkg/apis/meta/v1.Status`. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

const detailsOf = (kind: ResourceKind, name: string): JsonObject => ({
  ...(name === '' ? {} : { name }),
  ...(kind.group === '' ? {} : { group: kind.group }),
  kind: kind.plural,
});

const qualified = (kind: ResourceKind): string => (kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`);

/** 404 for an object that is not there. */
export function notFound(kind: ResourceKind, name: string): ApiError {
  return new ApiError(404, 'NotFound', `${qualified(kind)} "${name}" not found`, detailsOf(kind, name));
}

/** 404 for a path that does not exist. */
export function noSuchPath(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** 409 for a name that is taken. */
export function alreadyExists(kind: ResourceKind, name: string): ApiError {
  return new ApiError(409, 'AlreadyExists', `${qualified(kind)} "${name}" already exists`, detailsOf(kind, name));
}

/** 409 for a write that is based on an older version than the stored one. */
export function conflict(kind: ResourceKind, name: string, why: string): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(kind)} "${name}": ${why}`,
    detailsOf(kind, name),
  );
}

/** 422 for an object that breaks a rule of its kind; `field` is its path, such as `metadata.name`. */
export function invalid(kind: ResourceKind, name: string, field: string, why: string): ApiError {
  return new ApiError(422, 'Invalid', `${kind.kind} "${name}" is invalid: ${field}: ${why}`, {
    ...detailsOf(kind, name),
    kind: kind.kind,
    causes: [{ reason: 'FieldValueInvalid', message: why, field }],
  });
}

/** 400 for a request that is malformed. */
export function badRequest(why: string): ApiError {
  return new ApiError(400, 'BadRequest', why);
}
