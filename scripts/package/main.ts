// Makes single-file drivers for Rancher; see packageUsage.
import { readArguments } from './package-arguments.ts';
import { packageDriver } from './package-driver.ts';

try {
  await packageDriver(readArguments(process.argv.slice(2)), (line) => {
    console.log(line);
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
