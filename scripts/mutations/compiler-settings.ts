import { join } from 'node:path';
import ts from 'typescript';

/** What the program in `root` is compiled with, and of which files. */
export function readCompilerSettings(root: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, root);
}
