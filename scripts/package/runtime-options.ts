/**
 * Node's options in the packaged program. With `--use-openssl-ca`, Node does not parse its 150 built-in authorities in a second
 * thread as soon as HTTP/2 is loaded, a quarter of the driver's whole start; they are installed, with the machine's own, when a
 * connection is made that needs them (`src/adapters/network/ca-certificates.ts`). `--min-semi-space-size` (MiB) spares the start
 * the garbage collections that V8 makes while its space for young objects grows. Most other options of V8 are out of the
 * question: V8 then refuses the compiled code that Node carries of itself, and the start takes twice as long.
 */
export const runtimeOptions: readonly string[] = ['--use-openssl-ca', '--no-warnings', '--min-semi-space-size=4'];
