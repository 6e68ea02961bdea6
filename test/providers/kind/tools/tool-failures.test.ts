import { describe, expect, it } from '@jest/globals';
import { CommandError } from '../../../../src/adapters/commands/command-error.js';
import { toolError } from '../../../../src/providers/kind/tools/tool-error.js';
import { recognizeFailure, toolFailures } from '../../../../src/providers/kind/tools/tool-failures.js';

/** What was seen, and what it has to be taken for. */
const seen: readonly (readonly [text: string, why: string])[] = [
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/version": dial unix /var/run/docker.sock: connect: permission denied',
    'may not use the socket',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'does not answer',
  ],
  [
    'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
    'does not answer',
  ],
  ['ERROR: failed to create cluster: failed to get docker info: command "docker info" failed', 'does not answer'],
  ['ERROR: failed to list clusters: exec: "docker": executable file not found in $PATH', 'not in PATH'],
  ['write /var/lib/docker/tmp/GetImageBlob1: no space left on device', 'the disk is full'],
  [
    'Error response from daemon: Could not kill running container 4b4e, cannot remove - tried to kill container, but did not receive an exit event',
    'cannot end a container',
  ],
  ['inotify_init1: too many open files', 'inotify watches or open files'],
  [
    'Error response from daemon: manifest for kindest/node:v9.9.9 not found: manifest unknown: manifest unknown',
    'there is no such image',
  ],
  ['ERROR: failed to create cluster: failed to pull image "kindest/node:v1.37.0": command failed', 'cannot be pulled'],
  [
    'failed to get random host port for port mapping: listen tcp 10.9.9.9:0: bind: cannot assign requested address',
    'no such address to listen at',
  ],
  [
    'driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:6443 failed: port is already allocated',
    'a port of the host is taken',
  ],
  ['listen tcp 127.0.0.1:6443: bind: address already in use', 'a port of the host is taken'],
  [
    'Conflict. The container name "/dev-control-plane" is already in use by container "abc". You have to remove it',
    'appeared meanwhile',
  ],
  ['ERROR: failed to create cluster: node(s) already exist for a cluster with the name "dev"', 'appeared meanwhile'],
  ['running kind with rootless provider requires cgroup v2, see https://kind.sigs.k8s.io/', 'needs cgroup v2'],
  ['kubelet is configured to not run on a host using cgroup v1', 'does not run on a machine with cgroup v1'],
  [
    'could not find a log line that matches "Reached target .*Multi-User System.*|detected cgroup v1"',
    'did not boot, most often because of the cgroups',
  ],
  ['docker: Error response from daemon: unable to apply caps: operation not permitted', 'privileged containers'],
  ['OCI runtime create failed: sethostname: invalid argument', 'cannot take the name'],
  [
    'ERROR: unable to decode config: yaml: unmarshal errors:\n  line 3: field bogus not found in type v1alpha4.Cluster',
    'refuses the configuration',
  ],
  [
    'command "docker run --cgroupns=private e" failed with error: exit status 125\nCommand Output: docker: Error response from daemon: No command specified.',
    'no node image for this kind',
  ],
  ['failed to read CNI manifest: command "docker exec" failed', 'no node image for this kind'],
  [
    'ERROR: failed to create cluster: failed to init node with kubeadm: command failed\nI1123 dial tcp 172.18.0.2:6443: connect: connection refused\n[WARNING SystemVerification]: cgroups v1 support is in maintenance mode',
    'the control plane did not come up',
  ],
  ['ERROR: failed to create cluster: failed to join node with kubeadm: exit status 1', 'a node could not join'],
];

describe('known failures', () => {
  it.each(seen)('%s', (text, why) => {
    expect(recognizeFailure(text)?.why).toContain(why);
  });

  it('are all seen here', () => {
    const recognized = new Set(seen.map(([text]) => recognizeFailure(text)));
    expect(toolFailures.filter((row) => !recognized.has(row))).toEqual([]);
  });

  it("are not made of kind's usual warning", () => {
    const warning =
      'cgroup v1 is deprecated in Kubernetes and will not be supported in a future kind release, please migrate to cgroup v2';
    expect(recognizeFailure(`${warning}\nCreating cluster "dev" ...\nERROR: something new`)).toBeUndefined();
  });
});

describe('the error of a failed tool', () => {
  const command = { file: '/usr/local/bin/kind', args: ['create', 'cluster'] };
  const { signal } = new AbortController();
  const failed = (stderr: string) => new CommandError(command, { reason: 'failed', exitCode: 1, stdout: '', stderr });

  it('quotes the marked line first, then the last ones, within bounds', () => {
    const noise = Array.from({ length: 500 }, (_, index) => `I1123 noise ${String(index)} ${'x'.repeat(400)}`);
    const { message } = toolError(
      'create x',
      failed(`ERROR: odd\n${noise.join('\n')}\nlast words`),
      signal,
      'nothing is left',
    );
    expect(message).toMatch(/^create x: kind failed \(it said: ERROR: odd \/ I1123 noise 497 /);
    expect(message).toMatch(/; nothing is left$/);
    expect(message.length).toBeLessThan(900);
  });

  it('leaves out what nobody wants to read', () => {
    const stderr = [
      'using docker due to KIND_EXPERIMENTAL_PROVIDER',
      ' ✓ Ensuring node image (kindest/node:v1.34.0) 🖼',
      ' ✗ Preparing nodes 📦',
      'ERROR: failed to create cluster: command "docker run --name a --label b kindest/node:v1" failed with error: exit status 125',
      `Command Output: ${'0f'.repeat(32)}`,
      'docker: Error response from daemon: odd',
    ].join('\n');
    expect(toolError('create x', failed(stderr), signal).message).toBe(
      'create x: kind failed (it said: ERROR: failed to create cluster: "docker run …" failed with exit status 125 / docker: Error response from daemon: odd)',
    );
  });

  it('has at least the exit code of a program that said nothing', () => {
    const silent = new CommandError(command, { reason: 'failed', exitCode: 137, stdout: '', stderr: '\n' });
    expect(toolError('ask', silent, signal).message).toBe('ask: kind ended with 137 and said nothing');
    const ended = new CommandError(command, { reason: 'failed', stdout: '', stderr: '' });
    expect(toolError('ask', ended, signal).message).toBe('ask: kind ended with a signal and said nothing');
  });

  it('says that it took too long, or cannot be started', () => {
    const end = { stdout: '', stderr: '' };
    expect(toolError('ask', new CommandError(command, { ...end, reason: 'timeout' }), signal)).toMatchObject({
      code: 'TIMEOUT',
    });
    expect(toolError('ask', new CommandError(command, { ...end, reason: 'unusable' }), signal)).toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  it("is the caller's own where the caller stopped it", () => {
    const reason = new Error('enough');
    expect(toolError('ask', failed(''), AbortSignal.abort(reason))).toMatchObject({ message: 'enough', cause: reason });
  });
});
