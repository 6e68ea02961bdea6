import { parsed, unparsable, type Parsed } from './parsed.js';

/** A label of a node. */
export interface NodeLabel {
  readonly key: string;
  readonly value: string;
}

const name = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const prefix = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
/** Kubernetes maintains these labels itself, and does not work where somebody else sets them. */
const reserved =
  /^((beta\.)?kubernetes\.io|node\.kubernetes\.io)\/|^node-role\.kubernetes\.io\/(control-plane|master)$/;

/**
 * Reads `key=value` by the rules of Kubernetes
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set).
 */
export function parseNodeLabel(text: string): Parsed<NodeLabel> {
  const cut = text.indexOf('=');
  const key = text.slice(0, Math.max(cut, 0));
  const value = text.slice(cut + 1);
  const slash = key.lastIndexOf('/');
  const domain = key.slice(0, Math.max(slash, 0));
  const domainFits = slash === -1 || (domain.length <= 253 && prefix.test(domain));
  if (!domainFits || !name.test(key.slice(slash + 1)) || !(value === '' || name.test(value))) {
    return unparsable(text, 'a label key=value as Kubernetes allows it');
  }
  if (reserved.test(key)) return { ok: false, problem: `must not set ${key}, which belongs to Kubernetes` };
  return parsed({ key, value });
}
