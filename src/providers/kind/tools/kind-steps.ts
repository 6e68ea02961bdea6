/** Plain texts for kind's steps. Any other step is shown as kind writes it. */
const stepTexts: readonly (readonly [RegExp, string])[] = [
  [/^Ensuring node image \((.+)\)/, 'getting the node image $1'],
  [/^Preparing nodes/, 'starting the containers of the nodes'],
  [/^Configuring the external load balancer/, 'configuring the load balancer'],
  [/^Writing configuration/, 'writing the configuration of kubeadm'],
  [/^Starting control-plane/, 'starting the control plane'],
  [/^Installing CNI/, 'installing the pod network'],
  [/^Installing StorageClass/, 'installing the storage class'],
  [/^Joining more control-plane nodes/, 'joining the other control plane nodes'],
  [/^Joining worker nodes/, 'joining the worker nodes'],
];

/**
 * Returns the step that starts with a line of kind's output, if one does. Without a terminal, kind writes ` • STEP
 * <emoji>  ...` when a step starts, and ` ✓ STEP` or ` ✗ STEP` when it ends. The emoji differ between releases.
 */
export function stepOf(line: string): string | undefined {
  const [, step] = /^ • (.+?)\s*\.\.\.\s*$/u.exec(line) ?? [];
  if (step === undefined) return undefined;
  const plain = step.replace(/[^\p{ASCII}]+.*$/u, '').trim();
  const known = stepTexts.find(([pattern]) => pattern.test(plain));
  return known === undefined ? `kind: ${plain}` : plain.replace(new RegExp(`${known[0].source}.*$`), known[1]);
}
