import type { Call, Service } from '../http/endpoint.ts';
import { GoogleError } from '../http/google-error.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { World } from '../world.ts';

/**
 * What a doctor asks about a project, of two APIs: which permissions the caller has (Resource Manager, v1 and v3) and
 * which services are enabled (Service Usage). Written by hand after the public reference.
 */
export function projectService(world: World): Service {
  return (method, path) => {
    const [, tested] = /^\/v[13]\/projects\/([^/]+):testIamPermissions$/.exec(path) ?? [];
    if (tested !== undefined && method === 'POST') {
      return {
        rpc: 'cloudresourcemanager.testIamPermissions',
        kind: 'reading',
        service: 'cloudresourcemanager.googleapis.com',
        permission: { name: 'resourcemanager.projects.get', on: `projects/${tested}` },
        answer: (call) => ({ body: held(call, world) }),
      };
    }
    const [, project, service] = /^\/v1\/projects\/([^/]+)\/services\/([^/]+)$/.exec(path) ?? [];
    if (project === undefined || service === undefined || method !== 'GET') return undefined;
    return {
      rpc: 'serviceusage.services.get',
      kind: 'reading',
      service: 'serviceusage.googleapis.com',
      permission: { name: 'serviceusage.services.get', on: `projects/${project}` },
      answer: () => ({ body: viewService(service, world) }),
    };
  };
}

/** The asked permissions that the caller has, in the order asked. */
function held({ body, violate }: Call, { deniedPermissions }: World): JsonObject {
  const asked = isJsonObject(body) ? body.permissions : undefined;
  const known = Array.isArray(asked) && asked.length > 0 && asked.every((each) => typeof each === 'string');
  if (!known || !isJsonObject(body) || Object.keys(body).length > 1) {
    const message = 'testIamPermissions takes a list of permissions and nothing else.';
    violate({ kind: 'type', field: 'permissions', message });
    throw new GoogleError('INVALID_ARGUMENT', message);
  }
  const wrong = asked.find((each) => !/^[a-z]+\.[a-zA-Z]+\.[a-zA-Z]+$/.test(each));
  if (wrong !== undefined)
    throw new GoogleError('INVALID_ARGUMENT', `Permission ${wrong} is not valid for this resource.`);
  const permissions = asked.filter((each) => !deniedPermissions.includes(each));
  return permissions.length === 0 ? {} : { permissions };
}

function viewService(service: string, { projectNumber, disabledServices }: World): JsonObject {
  return {
    name: `projects/${projectNumber}/services/${service}`,
    parent: `projects/${projectNumber}`,
    config: { name: service },
    state: disabledServices.includes(service) ? 'DISABLED' : 'ENABLED',
  };
}
