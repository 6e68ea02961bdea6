import { DriverError } from '../../../core/driver-error.js';
import { isJsonObject, type Json, type JsonObject } from '../../../core/json.js';
import { parseExtraMount } from '../options/extra-mount.js';
import type { KindOptionValues } from '../options/kind-options.js';
import { ownerMount } from '../cluster/kind-ownership.js';
import { parseAll } from '../options/parsed.js';
import { parsePortMapping } from '../options/port-mapping.js';
import { readRawConfig } from '../options/raw-config.js';

/** The input of `kind create cluster`. */
export interface ClusterConfig {
  /** The configuration as JSON. */
  readonly text: string;
  readonly image?: string;
}

/**
 * containerd's configuration for mirrors. Node images older than kind 0.27 need it; newer ones have it already (kind's
 * guide to local registries).
 */
const mirrorPatch = `[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n`;

/**
 * Makes kind's configuration from the options. All other options override `kind-config`.
 * @throws INVALID where `kind-config` cannot be read or has more nodes than the counts say
 */
export async function makeClusterConfig(options: KindOptionValues): Promise<ClusterConfig> {
  const raw = await readRawConfig(options.kindConfig);
  const image = options.nodeImage ?? imageOf(options.kubernetesVersion);
  const config = {
    ...raw,
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: { ...objectAt(raw, 'networking'), ...networkingOf(options) },
    nodes: nodesOf(raw, options),
    kubeadmConfigPatches: [...listAt(raw, 'kubeadmConfigPatches'), ...certificatePatch(options)],
    containerdConfigPatches: [
      ...listAt(raw, 'containerdConfigPatches'),
      ...(options.registryMirrors.length === 0 ? [] : [mirrorPatch]),
    ],
  };
  return { text: JSON.stringify(config), ...(image === undefined ? {} : { image }) };
}

function imageOf(version: string | undefined): string | undefined {
  return version === undefined ? undefined : `kindest/node:v${version.replace(/^v/, '')}`;
}

function networkingOf(options: KindOptionValues): JsonObject {
  const { apiServerAddress, apiServerPort, podSubnet, serviceSubnet, ipFamily } = options;
  return {
    ...(apiServerAddress === undefined ? {} : { apiServerAddress }),
    ...(apiServerPort === 0 ? {} : { apiServerPort }),
    ...(podSubnet === undefined ? {} : { podSubnet }),
    ...(serviceSubnet === undefined ? {} : { serviceSubnet }),
    ...(ipFamily === 'ipv4' ? {} : { ipFamily }),
  };
}

function nodesOf(raw: JsonObject, options: KindOptionValues): readonly JsonObject[] {
  const mounts = [...parseAll(options.extraMounts, parseExtraMount), ownerMount];
  const ports = parseAll(options.extraPortMappings, parsePortMapping);
  const nodesOfRole = (role: string, count: number, option: string) => {
    const patterns = listAt(raw, 'nodes').map((node) => (isJsonObject(node) ? node : {}));
    const ofRole = patterns.filter((node) => (node.role ?? 'control-plane') === role);
    if (ofRole.length > count) {
      const why = `kind-config has ${String(ofRole.length)} nodes of the role ${role}, but ${option} is ${String(count)}`;
      throw new DriverError('INVALID', { attempted: 'check the options', why, whatToDo: 'make them agree' });
    }
    return Array.from({ length: count }, (_, index) => {
      const node = ofRole[index] ?? {};
      const isFirst = role === 'control-plane' && index === 0;
      return {
        ...node,
        role,
        extraMounts: [...listAt(node, 'extraMounts'), ...mounts.map((mount) => ({ ...mount }))],
        extraPortMappings: [
          ...listAt(node, 'extraPortMappings'),
          ...(isFirst ? ports.map((port) => ({ ...port })) : []),
        ],
      };
    });
  };
  return [
    ...nodesOfRole('control-plane', options.controlPlaneCount, 'control-plane-count'),
    ...nodesOfRole('worker', options.nodeCount, 'node-count'),
  ];
}

/**
 * The patch with names and addresses for the API server's certificate. kind 0.27 replaces its own list by that of a
 * patch, kind 0.33 adds to it: the whole list is right for both.
 */
function certificatePatch(options: KindOptionValues): readonly string[] {
  const { apiServerAddress, endpointHost, apiServerNames, ipFamily } = options;
  const host = endpointHost === 'internal' ? undefined : endpointHost;
  const wanted = [apiServerAddress, host, ...apiServerNames].filter((name) => name !== undefined);
  if (wanted.length === 0) return [];
  const loopback = ipFamily === 'ipv4' ? ['127.0.0.1'] : ['127.0.0.1', '::1'];
  const certSANs = [...new Set(['localhost', ...loopback, ...wanted])];
  return [JSON.stringify({ kind: 'ClusterConfiguration', apiServer: { certSANs } })];
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = object[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
