import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CommandError } from '../../../../src/adapters/commands/command-error.js';
import type { Command, CommandOutput, CommandRunner } from '../../../../src/adapters/commands/command-runner.js';
import { FakeCluster, type FakeContainer, sha256 } from './fake-cluster.js';

/** Where a driver may be killed while its create is under way; in this order. */
export const crashPoints = [
  'kind has not begun',
  'the first container was asked for',
  'some containers are there',
  'all containers are there',
  'the control plane runs',
  'the workers have joined',
  'kind is done',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

interface KindConfig {
  readonly networking?: { readonly apiServerAddress?: string; readonly apiServerPort?: number };
  readonly nodes: readonly { readonly role: string; readonly extraMounts?: readonly { containerPath: string }[] }[];
}

/**
 * A machine with an engine and kind on it, as far as the provider can tell: containers with labels and mounts, what runs in
 * them, and the texts, exit codes and races that kind and docker were seen to have.
 */
export class FakeMachine {
  containers: FakeContainer[] = [];
  readonly clusters = new Map<string, FakeCluster>();
  readonly volumes = new Map<string, string>();
  /** Standard output of `version` by program; one that is not in here is not installed. */
  readonly versions = new Map([
    ['kind', '0.33.0'],
    ['docker', '26.1.5'],
  ]);
  /** What `version` of an engine fails with. */
  engineFailure: string | undefined;
  /** What the next creates of kind fail with, one after the other. */
  readonly kindFailures: string[] = [];
  /** Whether kind makes its containers before it fails. */
  failsWithContainers = true;
  /** What `docker start` fails with. */
  startFailure: string | undefined;
  /** The exit code that the next restore ends with. */
  restoreExit = 0;
  /** How often the nodes of a new cluster are looked at before they are ready. */
  looksUntilReady = 0;
  /** Whether registries may be configured in the nodes. */
  hasMirrorPlace = true;
  /** What every command was, as a person would type it. */
  readonly history: string[] = [];
  /** Containers whose `docker run` is still under way, and when they will be there. */
  private readonly inFlight: { readonly at: number; readonly container: FakeContainer }[] = [];
  private serial = 0;
  private now = 0;

  /** To be called when time goes on. */
  step(now: number): void {
    this.now = now;
    const ready = this.inFlight.filter(({ at }) => at <= now);
    for (const { container } of ready) this.containers.push(container);
    for (const one of ready) this.inFlight.splice(this.inFlight.indexOf(one), 1);
  }

  /** What stands in `kind get clusters`. */
  names(): readonly string[] {
    return [...new Set(this.containers.map(({ cluster }) => cluster))].sort();
  }

  /** Somebody makes a kind cluster by hand. */
  makeForeignCluster(name: string): void {
    this.addContainer(name, 'control-plane', `${name}-control-plane`, []);
    this.bringUp(name, { nodes: [{ role: 'control-plane' }] });
  }

  /** The engine is started anew: all containers have stopped. */
  restartEngine(): void {
    for (const container of this.containers) if (container.status === 'running') container.status = 'exited';
  }

  run(command: Command, crash?: { readonly at: CrashPoint; readonly now: () => void }): CommandOutput {
    const { file, args } = command;
    this.history.push([file, ...args].join(' '));
    const version = this.versions.get(file);
    if (version === undefined) throw new CommandError(command, { reason: 'missing', stdout: '', stderr: '' });
    if (file.endsWith('kind')) return this.kind(command, version, crash);
    if (this.engineFailure !== undefined) throw failed(command, this.engineFailure);
    return this.engine(command, version);
  }

  private kind(command: Command, version: string, crash?: { at: CrashPoint; now: () => void }): CommandOutput {
    const { args } = command;
    const cluster = valueAfter(args, '--name');
    switch (args.slice(0, 2).join(' ')) {
      case 'version -q':
        return output(`${version}\n`);
      case 'create cluster':
        return this.create(command, cluster, crash);
      case 'delete cluster':
        this.containers = this.containers.filter((container) => container.cluster !== cluster);
        this.clusters.delete(cluster);
        return output('', `Deleted nodes: []\n`);
      case 'get kubeconfig': {
        const found = this.clusters.get(cluster);
        if (found === undefined) {
          throw failed(command, `ERROR: could not locate any control plane nodes for cluster named '${cluster}'.`);
        }
        return output(found.kubeconfig(args.includes('--internal')));
      }
      default:
        throw new Error(`fake kind: ${args.join(' ')}`);
    }
  }

  private create(command: Command, cluster: string, crash?: { at: CrashPoint; now: () => void }): CommandOutput {
    const reach = (point: CrashPoint) => {
      if (crash?.at === point) crash.now();
      if (command.signal?.aborted === true)
        throw new CommandError(command, { reason: 'aborted', stdout: '', stderr: '' });
    };
    if (this.containers.some((container) => container.cluster === cluster)) {
      throw failed(
        command,
        `ERROR: failed to create cluster: node(s) already exist for a cluster with the name "${cluster}"`,
      );
    }
    const say = (line: string) => command.onLine?.(line);
    say(`Creating cluster "${cluster}" ...`);
    say(' • Ensuring node image (kindest/node:v1.37.0) 🖼  ...');
    const config = JSON.parse(readFileSync(valueAfter(command.args, '--config'), 'utf8')) as KindConfig;
    reach('kind has not begun');
    say(' • Preparing nodes 📦 📦   ...');
    this.makeContainers(cluster, config, reach);
    const failure = this.kindFailures.shift();
    if (failure !== undefined) {
      if (!this.failsWithContainers) this.containers = this.containers.filter((one) => one.cluster !== cluster);
      throw failed(command, ` ✗ Preparing nodes\n${failure}\n`);
    }
    say(' • Starting control-plane 🕹️  ...');
    reach('the control plane runs');
    say(' • Joining worker nodes 🚜  ...');
    this.bringUp(cluster, config);
    reach('the workers have joined');
    reach('kind is done');
    return output('', `Set kubectl context to "kind-${cluster}"\n`);
  }

  /** Every container by a `docker run` of its own; of those, kind being killed, some are only asked for. */
  private makeContainers(cluster: string, config: KindConfig, reach: (point: CrashPoint) => void): void {
    const counts = new Map<string, number>();
    const wanted = config.nodes.map(({ role, extraMounts = [] }) => {
      const index = (counts.get(role) ?? 0) + 1;
      counts.set(role, index);
      const name = `${cluster}-${role}${index === 1 ? '' : String(index)}`;
      return { role, name, mounts: extraMounts.map(({ containerPath }) => containerPath) };
    });
    if ((counts.get('control-plane') ?? 0) > 1) {
      wanted.unshift({ role: 'external-load-balancer', name: `${cluster}-external-load-balancer`, mounts: [] });
    }
    const [first, ...others] = wanted;
    if (first === undefined) return;
    const container = this.newContainer(cluster, first.role, first.name, first.mounts);
    this.inFlight.push({ at: this.now + 1_500, container });
    reach('the first container was asked for');
    this.inFlight.pop();
    this.containers.push(container);
    reach('some containers are there');
    for (const { role, name, mounts } of others) this.addContainer(cluster, role, name, mounts);
    reach('all containers are there');
  }

  private bringUp(name: string, { nodes, networking }: KindConfig): void {
    this.serial += 1;
    const port = networking?.apiServerPort ?? 40_000 + this.serial;
    const server = `https://${networking?.apiServerAddress ?? '127.0.0.1'}:${String(port)}`;
    const cluster = new FakeCluster(name, this.serial, server);
    const containers = this.containers.filter((one) => one.cluster === name && one.role !== 'external-load-balancer');
    for (const container of containers.slice(0, nodes.length)) {
      cluster.nodes.push({ name: container.name, looksUntilReady: this.looksUntilReady, labels: {}, annotations: {} });
    }
    this.clusters.set(name, cluster);
  }

  private addContainer(cluster: string, role: string, name: string, mounts: readonly string[]): void {
    this.containers.push(this.newContainer(cluster, role, name, mounts));
  }

  private newContainer(cluster: string, role: string, name: string, mounts: readonly string[]): FakeContainer {
    this.serial += 1;
    return { id: `id${String(this.serial)}`, name, cluster, role, mounts, status: 'running', files: new Map() };
  }

  private engine(command: Command, version: string): CommandOutput {
    const { args } = command;
    const [verb = '', ...rest] = args;
    switch (verb) {
      case 'version':
        return output(`${version}\n`);
      case 'ps': {
        const cluster = /io\.x-k8s\.kind\.cluster=(.+)/.exec(args.join('\n'))?.[1] ?? '';
        const found = this.containers.filter((container) => container.cluster === cluster);
        return output(found.map(({ id }) => `${id}\n`).join(''));
      }
      case 'inspect':
        return output(JSON.stringify(rest.map((id) => this.inspect(command, id))));
      case 'start':
        if (this.startFailure !== undefined) throw failed(command, this.startFailure);
        for (const name of rest) this.container(command, name).status = 'running';
        return output('');
      case 'exec':
        return this.exec(command, rest);
      case 'cp':
        return this.copy(command, rest);
      case 'volume':
        return this.volume(rest);
      default:
        throw new Error(`fake engine: ${args.join(' ')}`);
    }
  }

  private inspect(command: Command, id: string): unknown {
    const { name, cluster, role, mounts, status } = this.container(command, id);
    const labels = { 'io.x-k8s.kind.cluster': cluster, 'io.x-k8s.kind.role': role };
    const at = mounts.map((Destination) => ({ Type: 'bind', Destination }));
    return { Id: id, Name: `/${name}`, Config: { Labels: labels }, State: { Status: status }, Mounts: at };
  }

  private exec(command: Command, words: readonly string[]): CommandOutput {
    const [name = '', program = '', ...args] = words[0] === '-i' ? words.slice(1) : words;
    const container = this.container(command, name);
    if (container.status !== 'running')
      throw failed(command, `Error response from daemon: container ${name} is not running`);
    if (program === 'systemctl') return output('');
    if (args[2] === 'read-mark') return output(container.files.get('mark') ?? '');
    const cluster = this.clusters.get(container.cluster);
    if (cluster === undefined) throw failed(command, 'The connection to the server was refused');
    if (program === 'kubectl') {
      if (cluster.parked) throw failed(command, 'The connection to the server was refused');
      return output(cluster.kubectl(args.filter((word) => !word.startsWith('--'))));
    }
    // `sh -c SCRIPT NAME ARGUMENT...`: the name says which script it is.
    const [, , script = '', ...values] = args;
    return this.script(command, { container, cluster, script, values });
  }

  private script(
    command: Command,
    call: { container: FakeContainer; cluster: FakeCluster; script: string; values: readonly string[] },
  ): CommandOutput {
    const { container, cluster, values } = call;
    const [first = '', second = ''] = values;
    const path = `/var/lib/etcd/rancher-driver-host/${first}`;
    switch (call.script) {
      case 'write-mark':
        container.files.set('mark', command.input ?? '');
        return output('');
      case 'write-mirrors':
        if (!this.hasMirrorPlace && command.input !== '') throw failed(command, '', 3);
        container.files.set('mirrors', command.input ?? '');
        return output('');
      case 'heal-etcd': {
        const said = cluster.parked ? 'healed\n' : '';
        cluster.parked = false;
        return output(said);
      }
      case 'save-etcd': {
        const data = cluster.snapshot();
        container.files.set(path, data);
        const status = { hash: 1, revision: cluster.objects.size + 100, totalKey: cluster.objects.size, totalSize: 1 };
        return output(`${sha256(data)}\n${JSON.stringify(status)}\n`);
      }
      case 'discard-snapshot':
        container.files.delete(path);
        return output('');
      case 'restore-etcd': {
        const data = container.files.get(path) ?? '';
        if (sha256(data) !== second) throw failed(command, 'the snapshot was damaged on its way into the node', 4);
        if (this.restoreExit !== 0) throw failed(command, 'the restored data does not work', this.restoreExit);
        cluster.objects = new Set(JSON.parse(data) as string[]);
        return output('');
      }
      default:
        throw new Error(`fake node: ${call.script}`);
    }
  }

  private copy(command: Command, [from = '', to = '']: readonly string[]): CommandOutput {
    const [name = '', path = ''] = (existsSync(from) ? to : from).split(':');
    const { files } = this.container(command, name);
    if (existsSync(from)) files.set(path, readFileSync(from, 'utf8'));
    else writeFileSync(to, files.get(path) ?? '');
    return output('');
  }

  private volume([verb, ...args]: readonly string[]): CommandOutput {
    if (verb === 'ls') {
      const label = valueAfter(args, '--filter').replace('label=', '');
      return output([...this.volumes].flatMap(([name, its]) => (its === label ? [`${name}\n`] : [])).join(''));
    }
    const name = args.at(-1) ?? '';
    if (verb === 'create') this.volumes.set(name, valueAfter(args, '--label'));
    else this.volumes.delete(name);
    return output('');
  }

  private container(command: Command, idOrName: string): FakeContainer {
    const found = this.containers.find(({ id, name }) => id === idOrName || name === idOrName);
    if (found === undefined) throw failed(command, `Error response from daemon: No such container: ${idOrName}`);
    return found;
  }
}

/** The commands of one driver process. Once it has died, nothing that it tries does anything. */
export class FakeDriverProcess implements CommandRunner {
  private dead = false;

  constructor(
    private readonly machine: FakeMachine,
    private readonly crashAt?: CrashPoint,
    private readonly onCrashPoint?: () => void,
  ) {}

  async run(command: Command): Promise<CommandOutput> {
    await Promise.resolve();
    if (this.dead) throw new Error('this driver is dead');
    const now =
      this.onCrashPoint ??
      (() => {
        this.dead = true;
        throw new Error('killed');
      });
    return this.machine.run(command, this.crashAt === undefined ? undefined : { at: this.crashAt, now });
  }
}

function failed(command: Command, stderr: string, exitCode = 1): CommandError {
  return new CommandError(command, { reason: 'failed', exitCode, stdout: '', stderr });
}

function output(stdout: string, stderr = ''): CommandOutput {
  return { stdout, stderr };
}

function valueAfter(args: readonly string[], flag: string): string {
  return args[args.indexOf(flag) + 1] ?? '';
}
