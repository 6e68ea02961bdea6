import type { Enum, Field } from './reflection.ts';
import { googleDescriptor } from './google-protos.ts';

type FieldBehavior = 'REQUIRED' | 'OUTPUT_ONLY' | 'INPUT_ONLY';

/** The proto says of a field, a method or a value that it is on its way out. */
export function isDeprecated(described: { readonly options?: Readonly<Record<string, unknown>> }): boolean {
  return described.options?.deprecated === true;
}

/** Whether the proto marks the field with this `google.api.field_behavior`. */
export function behaves(field: Field, behavior: FieldBehavior): boolean {
  const marked: unknown = field.options?.['(google.api.field_behavior)'];
  return marked === behavior || (Array.isArray(marked) && marked.includes(behavior));
}

/** A field that can be told unset from zero: a message, a oneof's member or one declared `optional`. */
export function hasPresence(field: Field): boolean {
  return field.partOf !== null;
}

interface DescribedEnum {
  readonly valuesOptions?: Readonly<Record<string, { readonly deprecated?: boolean }>>;
}

/** Whether one value of an enum is deprecated; protobufjs drops these options when it loads, so the descriptor is asked. */
export function isDeprecatedValue(type: Enum, value: string): boolean {
  let node: unknown = googleDescriptor;
  for (const part of type.fullName.split('.').filter((name) => name !== '')) {
    node = (node as { nested?: Record<string, unknown> }).nested?.[part];
  }
  return (node as DescribedEnum | undefined)?.valuesOptions?.[value]?.deprecated === true;
}
