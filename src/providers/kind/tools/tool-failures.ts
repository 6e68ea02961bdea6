import type { ErrorCode } from '../../../core/driver-error.js';

/** A known failure of kind or the engine, recognised by its output. */
export interface ToolFailure {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly why: string;
  readonly whatToDo: string;
  /** Another try may succeed at once, because this one lost a race. `free-port`: only where the user named no port. */
  readonly retry?: 'always' | 'free-port';
}

/**
 * The known failures of kind and the engines. The first that matches counts, so specific ones come first. Texts are
 * those of kind 0.27 to 0.33, docker 20.10 to 29, podman 4 and 5, nerdctl 2, kubelet and kubeadm 1.20 to 1.37.
 */
export const toolFailures: readonly ToolFailure[] = [
  {
    pattern:
      /permission denied while trying to connect|dial unix [^\n]*: connect: permission denied|rootless containerd not running/i,
    code: 'FORBIDDEN',
    why: 'this user may not use the socket of the container engine',
    whatToDo:
      'add the user to the group that owns the socket (for docker: "usermod -aG docker USER", then log in again)',
  },
  {
    pattern:
      /Cannot connect to the Docker daemon|failed to connect to the docker API|Cannot connect to Podman|failed to get docker info|cannot access containerd socket|dial unix [^\n]*(connection refused|no such file or directory)|error during connect/i,
    code: 'UNAVAILABLE',
    why: 'the container engine does not answer',
    whatToDo:
      'start it (such as "systemctl start docker", or Docker Desktop), and check DOCKER_HOST and DOCKER_CONTEXT',
  },
  {
    pattern: /exec: "?(docker|podman|nerdctl)"?: executable file not found/i,
    code: 'UNAVAILABLE',
    why: 'the program of the container engine is not in PATH',
    whatToDo: 'install it, or name another one with container-engine',
  },
  {
    pattern: /no space left on device|disk quota exceeded/i,
    code: 'QUOTA',
    why: 'the disk is full',
    whatToDo: 'make room where the engine keeps its data (such as "docker system prune")',
  },
  {
    pattern: /too many open files|inotify[^\n]*(limit|max)/i,
    code: 'QUOTA',
    why: 'the machine has run out of inotify watches or open files',
    whatToDo: 'raise fs.inotify.max_user_instances (512) and fs.inotify.max_user_watches (524288) with sysctl',
  },
  {
    pattern:
      /manifest unknown|manifest for [^\n]* not found|repository does not exist|pull access denied|failed to resolve reference [^\n]*not found/i,
    code: 'NOT_FOUND',
    why: 'there is no such image, or it may not be pulled',
    whatToDo:
      'choose a version that kind has an image of (https://github.com/kubernetes-sigs/kind/releases), or name one with node-image',
  },
  {
    pattern:
      /failed to pull image|Unable to find image [^\n]*|error pulling image|initializing source docker:|image [^\n]* not present locally/i,
    code: 'UNAVAILABLE',
    why: 'the image is not on this machine and cannot be pulled',
    whatToDo:
      'check the network and proxy of the engine, or load the image by hand ("docker load") and name it with node-image',
  },
  {
    pattern: /cannot assign requested address/i,
    code: 'INVALID',
    why: 'the engine host has no such address to listen at',
    whatToDo: 'set api-server-address, and the addresses in extra-port-mappings, to addresses of that host',
  },
  {
    pattern:
      /port is already allocated|address already in use|ports are not available|Only one usage of each socket address/i,
    code: 'CONFLICT',
    why: 'a port of the host is taken',
    whatToDo: 'free it, or choose another with api-server-port or extra-port-mappings',
    retry: 'free-port',
  },
  {
    pattern:
      /Conflict\. The container name|container name "[^\n]*" is already in use|name [^\n]* is already used|node\(s\) already exist for a cluster/i,
    code: 'CONFLICT',
    why: 'a container of that name appeared meanwhile',
    whatToDo: 'see what made it ("docker ps -a"), and remove it or choose another name for the cluster',
    retry: 'always',
  },
  {
    // Seen with docker 20.10 on cgroup v1, where runc freezes a container for milliseconds to change it, and may be
    // killed meanwhile.
    pattern: /did not receive an exit event/i,
    code: 'UNAVAILABLE',
    why: 'the engine cannot end a container of it',
    whatToDo: `try again; if it stays so, and the machine has cgroup v1, something in it is frozen and does not die: as root, "find /sys/fs/cgroup/freezer -name freezer.state -exec sh -c 'echo THAWED >$0' {} \\;", and try again`,
  },
  {
    pattern: /rootless provider requires|requires setting systemd property "Delegate=yes"|requires? cgroup v2/i,
    code: 'UNAVAILABLE',
    why: 'a rootless engine needs cgroup v2 with delegated controllers',
    whatToDo: 'see https://kind.sigs.k8s.io/docs/user/rootless/, or use an engine that runs as root',
  },
  {
    pattern: /configured to not run on a host using cgroup v1/i,
    code: 'UNAVAILABLE',
    why: 'this Kubernetes does not run on a machine with cgroup v1',
    whatToDo:
      'use kubernetes-version 1.34 or older, or failCgroupV1: false in a KubeletConfiguration patch in kind-config, or cgroup v2',
  },
  {
    pattern: /failed to init node with kubeadm/i,
    code: 'UNAVAILABLE',
    why: 'the control plane did not come up',
    whatToDo: 'set retain-on-failure, create again, and read "journalctl -u kubelet" in the control plane container',
  },
  {
    pattern: /failed to join node with kubeadm/i,
    code: 'UNAVAILABLE',
    why: 'a node could not join',
    whatToDo: 'set retain-on-failure, create again, and read "journalctl -u kubelet" in the container of the node',
  },
  {
    pattern:
      /could not find a log line that matches|cgroups?: |(create|mount|apply|join)[^\n]{0,60} cgroup|cgroup[^\n]{0,60}(does not exist|read-only|not (mounted|supported|found))/i,
    code: 'UNAVAILABLE',
    why: 'a node container did not boot, most often because of the cgroups of this machine',
    whatToDo:
      'set retain-on-failure and look at its log ("docker logs"); see https://kind.sigs.k8s.io/docs/user/known-issues/',
  },
  {
    pattern: /unable to apply caps|error setting rlimit|operation not permitted/i,
    code: 'FORBIDDEN',
    why: 'the engine may not start privileged containers here',
    whatToDo: 'use an engine that runs as root, outside of a container',
  },
  {
    pattern: /sethostname|Invalid container name|is not a valid cluster name/i,
    code: 'INVALID',
    why: 'the engine cannot take the name',
    whatToDo: 'choose a shorter name of a-z, 0-9 and "-" for the cluster',
  },
  {
    pattern:
      /unable to decode config|unknown apiVersion|invalid configuration|error reading file|invalid (pod|service) subnet|invalid hostPort|invalid apiServerPort/i,
    code: 'INVALID',
    why: 'kind refuses the configuration',
    whatToDo: 'correct kind-config',
  },
  {
    pattern:
      /No command specified|failed to read CNI manifest|failed to get file contents|failed to get kubernetes version from node/i,
    code: 'INVALID',
    why: 'the image is no node image for this kind',
    whatToDo: 'choose another with node-image, or update kind',
  },
];

/** Returns the known failure that a text shows, if there is one. */
export function recognizeFailure(text: string): ToolFailure | undefined {
  // On every machine with cgroup v1, kind begins with this warning; it is no failure.
  const said = text.replace(/^.*cgroup v1 is deprecated.*$/gm, '');
  return toolFailures.find(({ pattern }) => pattern.test(said));
}
