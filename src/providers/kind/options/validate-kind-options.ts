import { isIP } from 'node:net';
import type { OptionProblem } from '../../../core/options/option-problem.js';
import { parseExtraMount } from './extra-mount.js';
import type { KindOptionValues } from './kind-options.js';
import { parseNodeLabel } from './node-label.js';
import { type Parsed, parseAll } from './parsed.js';
import { parsePortMapping, portsClash } from './port-mapping.js';
import { parseRegistryMirror } from './registry-mirror.js';
import { parseSubnets, subnetsOverlap } from './subnets.js';

/** Problems between options, and problems of options with a syntax of their own. */
export function validateOptions(options: KindOptionValues): readonly OptionProblem[] {
  return [
    ...imageProblems(options),
    ...apiServerProblems(options),
    ...subnetProblems(options),
    ...listProblems(options),
  ];
}

function imageProblems({ kubernetesVersion, nodeImage }: KindOptionValues): readonly OptionProblem[] {
  if (kubernetesVersion === undefined || nodeImage === undefined) return [];
  return [{ option: 'kubernetes-version', problem: 'is decided by node-image; give one of them only' }];
}

function apiServerProblems(options: KindOptionValues): readonly OptionProblem[] {
  const { apiServerAddress: address, endpointHost, apiServerPort, controlPlaneCount } = options;
  const problems: OptionProblem[] = [];
  if (address !== undefined && isIP(address) === 0) {
    problems.push({ option: 'api-server-address', problem: `must be an IP address, not ${JSON.stringify(address)}` });
  }
  if (endpointHost !== undefined && endpointHost !== 'internal' && address === undefined) {
    const why = 'needs api-server-address, the address at which the engine host listens (0.0.0.0 for every one)';
    problems.push({ option: 'endpoint-host', problem: `${why}: without it kind listens on 127.0.0.1 only` });
  }
  if (apiServerPort === -1 && controlPlaneCount > 1) {
    problems.push({ option: 'api-server-port', problem: 'cannot be -1 with more than one control plane' });
  }
  return problems;
}

function subnetProblems({ podSubnet, serviceSubnet, ipFamily }: KindOptionValues): readonly OptionProblem[] {
  const pods = podSubnet === undefined ? undefined : parseSubnets(podSubnet, ipFamily);
  const services = serviceSubnet === undefined ? undefined : parseSubnets(serviceSubnet, ipFamily);
  const problems: OptionProblem[] = [];
  if (pods?.ok === false) problems.push({ option: 'pod-subnet', problem: pods.problem });
  if (services?.ok === false) problems.push({ option: 'service-subnet', problem: services.problem });
  if (pods?.ok !== true || services?.ok !== true) return problems;
  const overlap = services.value.some((service) => pods.value.some((pod) => subnetsOverlap(pod, service)));
  return overlap
    ? [{ option: 'service-subnet', problem: `must not overlap pod-subnet, ${String(podSubnet)}` }]
    : problems;
}

function listProblems(options: KindOptionValues): readonly OptionProblem[] {
  const ports = parseAll(options.extraPortMappings, parsePortMapping);
  const apiServer = { hostPort: options.apiServerPort, containerPort: 6443, protocol: 'TCP' as const };
  const clash = ports.find(
    (port, index) => portsClash(port, apiServer) || ports.slice(index + 1).some((other) => portsClash(port, other)),
  );
  return [
    ...entryProblems('extra-port-mappings', options.extraPortMappings, parsePortMapping),
    ...(clash === undefined
      ? []
      : [{ option: 'extra-port-mappings', problem: `takes port ${String(clash.hostPort)} of the host twice` }]),
    ...entryProblems('extra-mounts', options.extraMounts, parseExtraMount, ({ containerPath }) => containerPath),
    ...entryProblems('registry-mirrors', options.registryMirrors, parseRegistryMirror),
    ...entryProblems('node-labels', options.nodeLabels, parseNodeLabel, ({ key }) => key),
  ];
}

/** Problems of the entries of a list. No two entries may have the same `key`. */
function entryProblems<T>(
  option: string,
  texts: readonly string[],
  parse: (text: string) => Parsed<T>,
  key?: (value: T) => string,
): readonly OptionProblem[] {
  const problems = texts.flatMap((text) => {
    const result = parse(text);
    return result.ok ? [] : [{ option, problem: result.problem }];
  });
  const keys = key === undefined ? [] : parseAll(texts, parse).map(key);
  const twice = keys.find((one, index) => keys.indexOf(one) !== index);
  return twice === undefined ? problems : [...problems, { option, problem: `names ${twice} twice` }];
}
