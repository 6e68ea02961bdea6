import type { MessageShape } from './message-shape.js';

/** The contract as plain data: made by the packager from `proto/driver.proto`, put into the packaged program. */
export interface ContractTables {
  /** By name; where a field holds a message, its `kind` is the name of that. */
  readonly messages: Readonly<Record<string, readonly NamedField[]>>;
  /** By name of the call: the names of the messages that it takes and gives. */
  readonly methods: Readonly<Record<string, { readonly request: string; readonly response: string }>>;
  /** The FileDescriptorProto, in base64. */
  readonly descriptor: string;
}

/** A field as the packager writes it down. */
export interface NamedField {
  readonly number: number;
  readonly name: string;
  readonly kind: string;
  readonly repeated?: true;
  readonly keys?: 'string' | 'int64';
}

/** The tables of all messages, tied to each other. */
export function messageShapes({ messages }: ContractTables): ReadonlyMap<string, MessageShape> {
  const shapes = new Map<string, { name: string; fields: MessageShape['fields'] }>();
  for (const name of Object.keys(messages)) shapes.set(name, { name, fields: [] });
  for (const [name, shape] of shapes) {
    shape.fields = (messages[name] ?? []).map(({ kind, ...field }) => ({
      ...field,
      kind: shapes.get(kind) ?? scalar(kind),
    }));
  }
  return shapes;
}

function scalar(kind: string): 'string' | 'bool' | 'int64' {
  if (kind === 'string' || kind === 'bool' || kind === 'int64') return kind;
  throw new Error(`the contract has a field of the type ${kind}, which this codec does not know`);
}
