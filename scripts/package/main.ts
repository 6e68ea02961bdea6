// Makes single-file drivers for Rancher; see packageUsage.
import { packageUsage, readArguments } from './package-arguments.ts';
import { packageDriver } from './package-driver.ts';

try {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) process.stdout.write(packageUsage);
  else
    await packageDriver(args, (line) => {
      console.log(line);
    });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
