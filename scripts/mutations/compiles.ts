import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readCompilerSettings } from './compiler-settings.ts';
import { mutated, type Mutation } from './mutation.ts';

/** Makes what tells whether a mutation of a file in `root` is still correct TypeScript: what is not would not be written. */
export function compilerOf(root: string): (mutation: Mutation) => boolean {
  const { options, fileNames } = readCompilerSettings(root);
  const texts = new Map<string, { text: string; version: number }>();
  const textOf = (path: string) => {
    const known = texts.get(path) ?? { text: readFileSync(path, 'utf8'), version: 0 };
    texts.set(path, known);
    return known;
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => String(textOf(path).version),
    getScriptSnapshot: (path) =>
      ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(textOf(path).text) : undefined,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (wanted) => ts.getDefaultLibFilePath(wanted),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  });
  return (mutation) => {
    const path = join(root, mutation.file);
    const { text, version } = textOf(path);
    texts.set(path, { text: mutated(text, mutation), version: version + 1 });
    const wrong = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
    texts.set(path, { text, version: version + 2 });
    return wrong.every(({ category }) => category !== ts.DiagnosticCategory.Error);
  };
}
