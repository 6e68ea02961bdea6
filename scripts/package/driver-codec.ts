import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import protobuf from 'protobufjs';
import { pbjs } from 'protobufjs-cli';

const run = promisify<string[], string | undefined>(pbjs.main);

/**
 * The module of a `DriverCodec` (`src/packaging/driver-codec.ts`) for a `.proto` file with the service `types.Driver`: what
 * protobufjs' generator makes of the messages, and the list of the calls. The same file gives the same text.
 */
export async function driverCodec(proto: string): Promise<string> {
  const kept = ['--keep-case', '--force-long'];
  const leftOut = ['create', 'verify', 'delimited', 'typeurl', 'comments', 'service'].map((part) => `--no-${part}`);
  const code = await run(['-t', 'static-module', '-w', 'es6', '-r', 'driver', ...kept, ...leftOut, proto]);
  const { methods } = protobuf.parse(readFileSync(proto, 'utf8')).root.lookupService('types.Driver');
  const calls = Object.entries(methods).map(([name, { requestType, responseType }]) => [
    name,
    { request: requestType, response: responseType },
  ]);
  return `${code ?? ''}\nexport const calls = ${JSON.stringify(Object.fromEntries(calls))};\n`;
}
