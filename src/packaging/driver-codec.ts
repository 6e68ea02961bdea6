/** What protobufjs' generator of static code (`pbjs -t static-module`) makes of a message, as far as it is used. */
export interface StaticMessage {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  /** Makes a message of a plain object. */
  fromObject(value: object): object;
  /** Makes a plain object of a message. */
  toObject(message: object, options: object): object;
}

/** The code that the packager has protobufjs generate of `proto/driver.proto`, and the list of its calls. */
export interface DriverCodec {
  /** The messages of the package `types`, by name. */
  readonly types: Readonly<Record<string, StaticMessage>>;
  /** The names of the messages that a call takes and returns, by the name of the call. */
  readonly calls: Readonly<Record<string, { readonly request: string; readonly response: string }>>;
}
