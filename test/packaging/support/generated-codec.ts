import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { driverCodec } from '../../../scripts/package/driver-codec.js';
import type { DriverCodec } from '../../../src/packaging/driver-codec.js';

const require = createRequire(import.meta.url);

/** The code that the packager generates of the contract, run as it is in a packaged driver. */
export async function generatedCodec(): Promise<DriverCodec> {
  const proto = fileURLToPath(new URL('../../../proto/driver.proto', import.meta.url));
  const { code } = await transform(await driverCodec(proto), { format: 'cjs' });
  const module = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the packager generates is a text
  const run = new Function('require', 'module', 'exports', code) as (...args: readonly unknown[]) => void;
  run(require, module, module.exports);
  return module.exports as DriverCodec;
}
