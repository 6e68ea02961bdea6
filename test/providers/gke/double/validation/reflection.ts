/**
 * What the validator uses of protobufjs' reflection. Written down here since the library is not a dependency of the project's
 * own: it comes with @grpc/proto-loader.
 */
interface Described {
  readonly name: string;
  /** With the package, and a dot in front. */
  readonly fullName: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface Namespace extends Described {
  readonly nestedArray: readonly Described[];
}

export interface Enum extends Described {
  readonly values: Readonly<Record<string, number>>;
}

interface OneOf extends Described {
  readonly fieldsArray: readonly Field[];
}

export interface Field extends Described {
  /** The name of a scalar, or of a type. */
  readonly type: string;
  readonly repeated: boolean;
  readonly map: boolean;
  /** Set for members of a oneof, which `optional` fields are as well. */
  readonly partOf: OneOf | null;
  readonly resolvedType: Type | Enum | null;
}

interface NamesAsText {
  readonly enums: typeof String;
  readonly longs: typeof String;
  readonly bytes: typeof String;
}

/** A message in protobufjs' own form, which is nobody's business here. */
type Message = object;

export interface Type extends Namespace {
  readonly fields: Readonly<Record<string, Field>>;
  readonly fieldsArray: readonly Field[];
  readonly oneofsArray: readonly OneOf[];
  readonly fromObject: (object: object) => Message;
  /** What is wrong with a message, or null. */
  readonly verify: (message: Message) => string | null;
  readonly encode: (message: Message) => { readonly finish: () => Uint8Array };
  readonly decode: (bytes: Uint8Array) => Message;
  readonly toObject: (message: Message, options: NamesAsText) => object;
}

export interface Method extends Described {
  readonly requestType: string;
  readonly responseType: string;
  readonly parsedOptions?: unknown;
}

export interface Service extends Described {
  readonly methodsArray: readonly Method[];
}

export interface Root {
  readonly resolveAll: () => Root;
  readonly lookup: (name: string) => Namespace | null;
  readonly lookupType: (name: string) => Type;
  readonly lookupService: (name: string) => Service;
}
