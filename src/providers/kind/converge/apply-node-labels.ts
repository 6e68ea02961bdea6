import { type ClusterNode, kubectl, listNodes } from '../cluster/cluster-nodes.js';
import type { Wanted } from '../cluster/wanted-kind-cluster.js';
import type { KindParts } from '../tools/kind-parts.js';
import type { NodeContainer } from '../tools/node-container.js';
import { parseNodeLabel } from '../options/node-label.js';
import { parseAll } from '../options/parsed.js';
import { toolError } from '../tools/tool-error.js';

/** The annotation that lists the labels of a node that are ours, so that unwanted ones can be removed later. */
const annotation = 'rancher-driver-host/node-labels';

/**
 * Sets the labels of `node-labels` on every node, and removes those that an earlier call set and that are no longer
 * wanted.
 */
export async function applyNodeLabels(parts: KindParts, controlPlane: NodeContainer, wanted: Wanted): Promise<void> {
  const { engine } = parts;
  const { options, signal, progress } = wanted;
  const labels = new Map(parseAll(options.nodeLabels, parseNodeLabel).map(({ key, value }) => [key, value]));
  const attempted = 'label the nodes';
  const run = (args: readonly string[]) => engine.tryExec(controlPlane, [...kubectl, ...args], { attempted, signal });
  try {
    const nodes = await listNodes(engine, controlPlane, signal);
    const differing = nodes.filter(
      (node) => keysOf(node).join() !== [...labels.keys()].join() || !hasAll(node, labels),
    );
    if (differing.length > 0) progress('labelling the nodes');
    for (const node of differing) {
      const old = keysOf(node).filter((key) => !labels.has(key));
      // The annotation is written before the labels, so that a crash leaves no label that is never removed.
      await run(annotate(node, [...labels.keys(), ...old]));
      const changes = [...[...labels].map(([key, value]) => `${key}=${value}`), ...old.map((key) => `${key}-`)];
      await run(['label', 'node', node.name, '--overwrite', ...changes]);
      if (old.length > 0) await run(annotate(node, [...labels.keys()]));
    }
  } catch (thrown) {
    throw toolError(attempted, thrown, signal);
  }
}

function annotate(node: ClusterNode, keys: readonly string[]): readonly string[] {
  const change = keys.length === 0 ? `${annotation}-` : `${annotation}=${keys.join(',')}`;
  return ['annotate', 'node', node.name, '--overwrite', change];
}

function keysOf({ annotations }: ClusterNode): readonly string[] {
  return (annotations[annotation] ?? '').split(',').filter((key) => key !== '');
}

function hasAll(node: ClusterNode, labels: ReadonlyMap<string, string>): boolean {
  return [...labels].every(([key, value]) => node.labels[key] === value);
}
