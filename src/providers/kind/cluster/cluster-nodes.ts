import { DriverError } from '../../../core/driver-error.js';
import type { ContainerEngine } from '../tools/container-engine.js';
import type { NodeContainer } from '../tools/node-container.js';

/** A node as Kubernetes knows it. */
export interface ClusterNode {
  readonly name: string;
  readonly ready: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface NodeList {
  readonly items?: readonly {
    readonly metadata?: {
      readonly name?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly status?: { readonly conditions?: readonly { readonly type?: string; readonly status?: string }[] };
  }[];
}

/** kubectl, which every node image has, with the kubeconfig that kubeadm writes for the administrator. */
export const kubectl = ['kubectl', '--kubeconfig=/etc/kubernetes/admin.conf', '--request-timeout=10s'] as const;

/**
 * Lists the nodes by running kubectl inside the cluster. That works wherever the engine works, even where the API
 * server cannot be reached from here.
 * @throws CommandError, UNAVAILABLE
 */
export async function listNodes(
  engine: ContainerEngine,
  controlPlane: NodeContainer,
  signal: AbortSignal,
): Promise<readonly ClusterNode[]> {
  const attempted = 'list the nodes';
  const settings = { attempted, signal, timeoutMs: 20_000 };
  const text = await engine.tryExec(controlPlane, [...kubectl, 'get', 'nodes', '-o', 'json'], settings);
  return (parse(attempted, text).items ?? []).map(({ metadata, status }) => ({
    name: metadata?.name ?? '',
    ready: (status?.conditions ?? []).some((condition) => condition.type === 'Ready' && condition.status === 'True'),
    labels: metadata?.labels ?? {},
    annotations: metadata?.annotations ?? {},
  }));
}

function parse(attempted: string, text: string): NodeList {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // The error is thrown below.
  }
  throw new DriverError('UNAVAILABLE', { attempted, why: 'kubectl did not answer with JSON' });
}
