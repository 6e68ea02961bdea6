import protobuf from 'protobufjs';

/**
 * Tells protobufjs what is in a `.proto` file that a package reads by its path, since a packaged program has no file beside it.
 * `keepCase` has to be what the package reads it with.
 */
export function knowProto(path: string, text: string, { keepCase }: { readonly keepCase: boolean }): void {
  protobuf.common(path, protobuf.parse(text, { keepCase }).root.toJSON());
}
