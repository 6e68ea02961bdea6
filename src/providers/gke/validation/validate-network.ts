import { isIPv4 } from 'node:net';
import type { OptionProblem } from '../../../core/options/option-problem.js';
import type { GkeOptionValues } from '../options/gke-options.js';

/** Problems of addresses and networks. */
export function validateNetwork(options: GkeOptionValues): readonly OptionProblem[] {
  return [...ranges(options), ...ipPolicy(options), ...controlPlane(options)];
}

function ranges(options: GkeOptionValues): readonly OptionProblem[] {
  const given = [
    ['cluster-ipv4-cidr', options.clusterIpv4Cidr],
    ['ip-policy-cluster-ipv4-cidr-block', options.ipPolicyClusterIpv4CidrBlock],
    ['ip-policy-node-ipv4-cidr-block', options.ipPolicyNodeIpv4CidrBlock],
    ['ip-policy-services-ipv4-cidr-block', options.ipPolicyServicesIpv4CidrBlock],
    ['master-ipv4-cidr-block', options.masterIpv4CidrBlock],
    ...options.masterAuthorizedNetworkCidrBlocks.map(
      (block) => ['master-authorized-network-cidr-blocks', block] as const,
    ),
  ] as const;
  return given.flatMap(([option, range]) => {
    const problem = range === undefined ? undefined : rangeProblem(range);
    return problem === undefined ? [] : [{ option, problem }];
  });
}

function rangeProblem(range: string): string | undefined {
  const [address = '', prefix = ''] = range.split('/');
  if (Number(prefix) > 32) return `must have a prefix of at most 32, not ${range}`;
  if (address === '') return undefined;
  if (!isIPv4(address)) return `must have an address of four numbers up to 255, not ${range}`;
  const bits = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const rest = bits % 2 ** (32 - Number(prefix));
  return rest === 0 ? undefined : `must begin at a multiple of its size, which ${range} does not`;
}

function ipPolicy(options: GkeOptionValues): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  const { clusterIpv4Cidr, ipPolicyClusterIpv4CidrBlock: pods } = options;
  if (clusterIpv4Cidr !== undefined && pods !== undefined && clusterIpv4Cidr !== pods) {
    problems.push({
      option: 'cluster-ipv4-cidr',
      problem: 'and ip-policy-cluster-ipv4-cidr-block mean the same, and differ',
    });
  }
  if (options.ipPolicyClusterSecondaryRangeName !== undefined && (pods ?? clusterIpv4Cidr) !== undefined) {
    const problem = 'excludes a range of addresses for the pods: the secondary range has its own';
    problems.push({ option: 'ip-policy-cluster-secondary-range-name', problem });
  }
  if (options.ipPolicyServicesSecondaryRangeName !== undefined && options.ipPolicyServicesIpv4CidrBlock !== undefined) {
    const problem = 'excludes ip-policy-services-ipv4-cidr-block: the secondary range has its own addresses';
    problems.push({ option: 'ip-policy-services-secondary-range-name', problem });
  }
  if (options.ipPolicyCreateSubnetwork === true && options.subNetwork !== undefined) {
    problems.push({ option: 'ip-policy-create-subnetwork', problem: 'excludes sub-network, which exists already' });
  }
  if (options.ipPolicySubnetworkName !== undefined && options.ipPolicyCreateSubnetwork !== true) {
    problems.push({ option: 'ip-policy-subnetwork-name', problem: 'needs ip-policy-create-subnetwork' });
  }
  return problems;
}

function controlPlane(options: GkeOptionValues): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  const { masterIpv4CidrBlock: block, masterAuthorizedNetworkCidrBlocks: networks } = options;
  if (block !== undefined && !block.endsWith('/28')) {
    problems.push({ option: 'master-ipv4-cidr-block', problem: `must be a /28, not ${block}` });
  }
  if (block !== undefined && options.enablePrivateNodes !== true && options.enablePrivateEndpoint !== true) {
    problems.push({ option: 'master-ipv4-cidr-block', problem: 'needs enable-private-nodes' });
  }
  if (networks.length > 0 && options.enableMasterAuthorizedNetwork !== true) {
    const problem = 'needs enable-master-authorized-network: without it, everybody may reach the API server';
    problems.push({ option: 'master-authorized-network-cidr-blocks', problem });
  }
  return problems;
}
