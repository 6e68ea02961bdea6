import type { Answer, Call, Endpoint, Service } from '../http/endpoint.ts';
import { GoogleError } from '../http/google-error.ts';
import { findBinding, type FoundBinding } from '../validation/find-binding.ts';
import { validateAnswer, validateRequest } from '../validation/validate-call.ts';
import type { Problem } from '../validation/problem.ts';
import { isJsonObject } from '../json.ts';
import { clusterMethods } from './cluster-methods.ts';
import { clusterSettingsMethods } from './cluster-settings-methods.ts';
import { type ContainerMethod, readResourceName } from './container-call.ts';
import type { ContainerState } from './container-state.ts';
import { nodePoolMethods } from './node-pool-methods.ts';
import { operationMethods } from './operation-methods.ts';
import { permissionOf } from './permissions.ts';
import { serverConfigMethods } from './server-config.ts';

/** The double has answered what Google's own message type refuses: its tests cannot be trusted until that is mended. */
class DoubleBug extends Error {
  override readonly name = 'DoubleBug';
}

/** The container API v1: routed, and validated in both directions, by Google's protos. */
export function containerService(state: ContainerState): Service {
  const methods: Readonly<Record<string, ContainerMethod>> = {
    ...clusterMethods(state),
    ...clusterSettingsMethods(state),
    ...nodePoolMethods(state),
    ...operationMethods(state),
    ...serverConfigMethods(state),
  };
  return (method, path) => {
    const found = findBinding(method, path);
    return found === undefined ? undefined : endpoint(found, path, methods, state);
  };
}

function endpoint(
  found: FoundBinding,
  path: string,
  methods: Readonly<Record<string, ContainerMethod>>,
  state: ContainerState,
): Endpoint {
  const { binding, bound } = found;
  const name = readResourceName(bound.name ?? bound.parent ?? path);
  return {
    rpc: binding.rpc,
    kind: binding.verb === 'GET' ? 'reading' : 'writing',
    service: 'container.googleapis.com',
    permission: { name: permissionOf(binding.rpc), on: `projects/${name.project}` },
    answer: async (call) => {
      refuseForm(found, call);
      const body = validated(found, call);
      const method = methods[binding.rpc];
      if (method === undefined) throw unmodelled(binding.rpc, call);
      const violate = (field: string, message: string) => {
        call.violate({ kind: 'rule', field, message });
      };
      return answered(found, await method({ ...name, body, shape: call.shape, violate }), state.view.deprecated);
    },
  };
}

function refuseForm({ binding }: FoundBinding, call: Call): void {
  if (!binding.refused) return;
  const message = `${call.method} ${call.path} is a deprecated form of ${binding.rpc}.`;
  call.violate({ kind: 'deprecated', field: '', message });
  throw new GoogleError('INVALID_ARGUMENT', message);
}

function validated(found: FoundBinding, call: Call) {
  const { problems, json } = validateRequest(found, call.query, call.body);
  for (const problem of problems) call.violate(problem);
  if (problems.length > 0) throw badRequest(problems);
  return json;
}

/** All problems of a request in one answer, each as a field violation. */
function badRequest(problems: readonly Problem[]): GoogleError {
  const fieldViolations = problems.map(({ field, message }) => ({ field, description: message }));
  return new GoogleError('INVALID_ARGUMENT', problems.map(({ message }) => message).join('\n'), {
    details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations }],
  });
}

function unmodelled(rpc: string, call: Call): GoogleError {
  const message = `${rpc} is a method of the API that the double does not play.`;
  call.violate({ kind: 'unmodelled', field: '', message });
  return new GoogleError('UNIMPLEMENTED', message);
}

function answered(found: FoundBinding, answer: object, deprecatedAllowed: boolean): Answer {
  // What an answer leaves undefined is not sent: the validator sees what the client would.
  const sent: unknown = JSON.parse(JSON.stringify(answer));
  const { problems, json } = validateAnswer(found, sent, deprecatedAllowed);
  if (problems.length > 0) {
    throw new DoubleBug(`${found.binding.rpc} answered: ${problems.map(({ message }) => message).join('; ')}`);
  }
  const begun =
    found.binding.method.responseType === 'Operation' && isJsonObject(sent) && typeof sent.name === 'string';
  return begun && found.binding.verb !== 'GET' ? { body: json, operation: sent.name as string } : { body: json };
}
