import ts from 'typescript';
import type { Mutation } from './mutation.ts';
import { replacementsOf } from './replacements.ts';

/** Every mutation that there is for the text of a file, in the order of the text. */
export function findMutations(file: string, text: string): readonly Mutation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    for (const { node: replaced, after } of replacementsOf(node)) {
      const [start, end] = [replaced.getStart(source), replaced.getEnd()];
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      found.push({ file, line, start, end, before: text.slice(start, end), after });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
