/** What is wrong with one place of a request or of an answer. */
export interface Problem {
  readonly kind:
    'unknown' | 'type' | 'enum' | 'deprecated' | 'missing' | 'output-only' | 'oneof' | 'wire' | 'rule' | 'unmodelled';
  /** Where, in the names of the JSON: `cluster.nodePools[0].config.machineType`. */
  readonly field: string;
  /** As Google's parser says it, where it has words for it. */
  readonly message: string;
}

/** The field's name as Google's errors write it: the proto's own spelling, without indexes of lists. */
export function protoPath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The path of a member below a path. */
export function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
