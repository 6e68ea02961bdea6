/**
 * Node's options in the packaged program. With `--use-openssl-ca`, Node does not parse its 150 built-in authorities in a second
 * thread as soon as HTTP/2 is loaded, a quarter of the driver's whole start; they are installed, with the machine's own, when a
 * connection is made that needs them (`src/providers/common/ca-certificates.ts`). Options of V8 are out of
 * the question: with any of them, V8 refuses the compiled code that Node carries of itself, and the start takes twice as long.
 */
export const runtimeOptions: readonly string[] = ['--use-openssl-ca', '--no-warnings'];
