import { DriverError, messageOf } from '../../../core/driver-error.js';
import { isJsonObject, type JsonObject } from '../../../core/json.js';

/** Reads the option `kind-config`; an empty object where it is not given. @throws INVALID saying what is wrong with it */
export async function readRawConfig(text: string | undefined): Promise<JsonObject> {
  if (text === undefined) return {};
  const config = await parseYaml(text);
  if (!isJsonObject(config)) throw invalid('must be a YAML object: a kind Cluster');
  const { kind = 'Cluster', apiVersion = 'kind.x-k8s.io/v1alpha4', name } = config;
  if (kind !== 'Cluster' || apiVersion !== 'kind.x-k8s.io/v1alpha4') {
    throw invalid('must be of the kind Cluster and the apiVersion kind.x-k8s.io/v1alpha4');
  }
  if (name !== undefined) throw invalid('must not name the cluster: its name comes from the driver');
  for (const list of ['nodes', 'kubeadmConfigPatches', 'containerdConfigPatches']) {
    if (config[list] !== undefined && !Array.isArray(config[list])) throw invalid(`must have a list under ${list}`);
  }
  return config;
}

async function parseYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text);
  } catch (cause) {
    throw invalid(`must be YAML: ${messageOf(cause).split('\n', 1)[0] ?? ''}`, cause);
  }
}

function invalid(problem: string, cause?: unknown): DriverError {
  return new DriverError('INVALID', { attempted: 'check the options', why: `kind-config ${problem}`, cause });
}
