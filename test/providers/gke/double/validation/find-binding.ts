import { type HttpBinding, httpBindings } from './http-bindings.ts';

export interface FoundBinding {
  readonly binding: HttpBinding;
  /** The request's fields that the path has bound, with their values. */
  readonly bound: Readonly<Record<string, string>>;
}

/** The method that a verb and a path reach, refused forms included; undefined where the API has none. */
export function findBinding(verb: string, path: string): FoundBinding | undefined {
  for (const binding of httpBindings) {
    const groups = binding.verb === verb ? binding.pattern.exec(path) : null;
    if (groups === null) continue;
    const values = groups.slice(1).map((value) => decodeURIComponent(value));
    return { binding, bound: Object.fromEntries(binding.fields.map((field, index) => [field, values[index] ?? ''])) };
  }
  return undefined;
}
