import type { Json, JsonObject } from '../../core/json.js';
import { ApiError, badRequest } from '../objects/api-error.js';
import { textAt } from '../objects/kubernetes-object.js';
import { type FieldType, type Message, protobufMessages } from './protobuf-messages.js';

/** The first bytes of a body with the content type `application/vnd.kubernetes.protobuf`. */
const magic = Buffer.from('k8s\0');

const typeMeta: Message = { 1: ['apiVersion', 'text'], 2: ['kind', 'text'] };

/**
 * Reads an object from Kubernetes' envelope (`k8s.io/apimachinery/pkg/runtime.Unknown`).
 * @throws ApiError 400 for a body that is no such envelope, 415 for kinds that are read as JSON only
 */
export function readProtobuf(body: Buffer): JsonObject {
  if (!body.subarray(0, magic.length).equals(magic))
    throw badRequest('the object provided is unrecognized: no envelope');
  let type: JsonObject = {};
  let raw: Buffer = Buffer.alloc(0);
  for (const field of fields(body.subarray(magic.length))) {
    if (field.number === 1) type = readMessage(field.content, typeMeta);
    if (field.number === 2) raw = field.content;
  }
  const kind = textAt(type, 'kind');
  const message = protobufMessages[kind];
  if (message === undefined) {
    throw new ApiError(415, 'UnsupportedMediaType', `${kind} is not read as protobuf here; send application/json`);
  }
  return { ...type, ...readMessage(raw, message) };
}

/** Reads a message. An empty text counts as not set, because Go's encoder writes unset texts too. */
function readMessage(bytes: Buffer, message: Message): JsonObject {
  const read: Record<string, Json> = {};
  for (const { number, content, value } of fields(bytes)) {
    const [name, type] = message[number] ?? [];
    if (name === undefined || type === undefined) continue;
    const next = readField(read[name], type, content, value);
    if (next !== '') read[name] = next;
  }
  return read;
}

function readField(before: Json | undefined, type: FieldType, content: Buffer, value: number): Json {
  if (typeof type === 'object') {
    if ('message' in type) return readMessage(content, type.message);
    return [...((before ?? []) as readonly Json[]), readMessage(content, type.messages)];
  }
  switch (type) {
    case 'text':
      return content.toString();
    case 'bool':
      return value !== 0;
    case 'texts':
      return [...((before ?? []) as readonly Json[]), content.toString()];
    case 'textMap':
    case 'bytesMap': {
      const [key, entry] = mapEntry(content);
      return { ...(before as JsonObject | undefined), [key]: entry.toString(type === 'bytesMap' ? 'base64' : 'utf8') };
    }
  }
}

function mapEntry(bytes: Buffer): readonly [key: string, value: Buffer] {
  const [key, value] = [1, 2].map((number) => fields(bytes).find((field) => field.number === number)?.content);
  return [key?.toString() ?? '', value ?? Buffer.alloc(0)];
}

interface WireField {
  readonly number: number;
  /** The content of a field with a length. */
  readonly content: Buffer;
  /** The value of a plain number. */
  readonly value: number;
}

/** https://protobuf.dev/programming-guides/encoding/ */
function fields(bytes: Buffer): readonly WireField[] {
  const found: WireField[] = [];
  let offset = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[offset];
      if (byte === undefined) throw badRequest('the object provided is unrecognized: cut short');
      offset += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Buffer => {
    if (offset + length > bytes.length) throw badRequest('the object provided is unrecognized: cut short');
    offset += length;
    return bytes.subarray(offset - length, offset);
  };
  while (offset < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const none = Buffer.alloc(0);
    switch (tag % 8) {
      case 0:
        found.push({ number, content: none, value: varint() });
        break;
      case 1:
        found.push({ number, content: take(8), value: 0 });
        break;
      case 2:
        found.push({ number, content: take(varint()), value: 0 });
        break;
      case 5:
        found.push({ number, content: take(4), value: 0 });
        break;
      default:
        throw badRequest('the object provided is unrecognized: unknown wire type');
    }
  }
  return found;
}
