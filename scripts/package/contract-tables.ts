import { loadSync } from '@grpc/proto-loader';
import type { ContractTables, NamedField } from '../../src/packaging/static-contract/contract-tables.ts';

/** `FieldDescriptorProto` and `DescriptorProto`, as far as they are looked at. */
interface Field {
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly type: string;
  readonly typeName: string;
}

interface Descriptor {
  readonly name: string;
  readonly field: readonly Field[];
  readonly nestedType: readonly Descriptor[];
}

interface MessageDefinition {
  readonly type: Descriptor;
  readonly fileDescriptorProtos: readonly Buffer[];
}

interface CallDefinition {
  readonly path: string;
  readonly requestType: MessageDefinition;
  readonly responseType: MessageDefinition;
}

const kinds: Readonly<Record<string, string>> = { TYPE_STRING: 'string', TYPE_BOOL: 'bool', TYPE_INT64: 'int64' };

/** Reads a `.proto` file with one service into tables. */
export function contractTables(proto: string): ContractTables {
  const definition = loadSync(proto, { keepCase: true, longs: String, defaults: true, oneofs: true });
  const parts: readonly object[] = Object.values(definition);
  const messages = parts.filter(isMessage);
  const calls = Object.values(definition['types.Driver'] ?? {}) as readonly CallDefinition[];
  return {
    messages: Object.fromEntries(messages.map(({ type }) => [type.name, fieldsOf(type)])),
    methods: Object.fromEntries(
      calls.map(({ path, requestType, responseType }) => [
        path.slice(path.lastIndexOf('/') + 1),
        { request: requestType.type.name, response: responseType.type.name },
      ]),
    ),
    descriptor: Buffer.from(messages[0]?.fileDescriptorProtos[0] ?? []).toString('base64'),
  };
}

function isMessage(part: object): part is MessageDefinition {
  return 'fileDescriptorProtos' in part;
}

function fieldsOf(message: Descriptor): readonly NamedField[] {
  return [...message.field].sort((one, other) => one.number - other.number).map((field) => namedField(message, field));
}

/** In a descriptor, a map is a repeated message of a key and a value, declared inside of the message that has the map. */
function namedField(message: Descriptor, field: Field): NamedField {
  const { number, name } = field;
  const entry = message.nestedType.find((nested) => nested.name === lastPart(field.typeName));
  const [key, value] = entry?.field ?? [];
  if (key !== undefined && value !== undefined) {
    return { number, name, kind: kindOf(value), keys: kindOf(key) as 'string' | 'int64' };
  }
  return { number, name, kind: kindOf(field), ...(field.label === 'LABEL_REPEATED' ? { repeated: true } : {}) };
}

function kindOf({ type, typeName }: Field): string {
  return kinds[type] ?? lastPart(typeName);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
