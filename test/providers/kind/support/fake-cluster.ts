import { createHash } from 'node:crypto';

/** A container as an engine knows it. */
export interface FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly cluster: string;
  readonly role: string;
  readonly mounts: readonly string[];
  status: 'created' | 'running' | 'exited';
  /** By path. Dies with the container. */
  readonly files: Map<string, string>;
}

/** A node as the API server knows it. */
export interface FakeNode {
  readonly name: string;
  /** How often it is looked at before it is ready. */
  looksUntilReady: number;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** What runs in the containers of one cluster. */
export class FakeCluster {
  readonly nodes: FakeNode[] = [];
  /** Names of the objects in its etcd. */
  objects = new Set<string>();
  /** A restore was cut short: the control plane does not run. */
  parked = false;
  readonly authority: string;

  constructor(
    readonly name: string,
    readonly serial: number,
    readonly server: string,
  ) {
    this.authority = `-----BEGIN CERTIFICATE-----\n${name} ${String(serial)}\n-----END CERTIFICATE-----\n`;
  }

  kubeconfig(internal: boolean): string {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const server = internal ? `https://${this.name}-control-plane:6443` : this.server;
    return [
      'apiVersion: v1',
      'clusters:',
      '- cluster:',
      `    certificate-authority-data: ${base64(this.authority)}`,
      `    server: ${server}`,
      `  name: kind-${this.name}`,
      'users:',
      `- name: kind-${this.name}`,
      '  user:',
      `    client-certificate-data: ${base64('-----BEGIN CERTIFICATE-----\nadmin\n')}`,
      `    client-key-data: ${base64('-----BEGIN RSA PRIVATE KEY-----\nsecret of the admin\n')}`,
    ].join('\n');
  }

  /** The arguments of kubectl, without its flags for the connection. */
  kubectl([verb = '', what = '', name = '', ...rest]: readonly string[]): string {
    if (verb === 'get' && what === 'nodes') {
      const items = this.nodes.map(({ name: node, looksUntilReady, labels, annotations }) => ({
        metadata: { name: node, labels, annotations },
        status: { conditions: [{ type: 'Ready', status: looksUntilReady > 0 ? 'False' : 'True' }] },
      }));
      for (const node of this.nodes) node.looksUntilReady -= 1;
      return JSON.stringify({ items });
    }
    const node = this.nodes.find((one) => one.name === name);
    if (node === undefined || what !== 'node') throw new Error(`fake kubectl: ${verb} ${what} ${name}`);
    const values = verb === 'label' ? node.labels : node.annotations;
    for (const change of rest.filter((word) => !word.startsWith('--'))) {
      const [key = '', value] = change.split('=');
      if (value === undefined) Reflect.deleteProperty(values, key.replace(/-$/, ''));
      else values[key] = value;
    }
    return '';
  }

  snapshot(): string {
    return JSON.stringify([...this.objects]);
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
