import ts from 'typescript';

/** Other code for a node, or for a part of it. */
export interface Replacement {
  readonly node: ts.Node;
  readonly after: string;
}

const operators = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
  ['&&', '||'],
  ['||', '&&'],
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
]);

const methods = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
]);

/** What a node may be replaced by: each is a mutation of its own. */
export function replacementsOf(node: ts.Node): readonly Replacement[] {
  return [...ofOperator(node), ...ofCondition(node), ...ofStatement(node), ...ofLiteral(node), ...ofCall(node)];
}

function ofOperator(node: ts.Node): readonly Replacement[] {
  if (!ts.isBinaryExpression(node)) return [];
  if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [
      { node, after: node.left.getText() },
      { node, after: node.right.getText() },
    ];
  }
  const other = operators.get(node.operatorToken.getText());
  return other === undefined ? [] : [{ node: node.operatorToken, after: other }];
}

function ofCondition(node: ts.Node): readonly Replacement[] {
  if (ts.isIfStatement(node)) return negated(node.expression);
  if (ts.isConditionalExpression(node)) return negated(node.condition);
  if (ts.isForStatement(node) && node.condition !== undefined) return [{ node: node.condition, after: 'false' }];
  return [];
}

function negated(condition: ts.Expression): readonly Replacement[] {
  return [
    { node: condition, after: `!(${condition.getText()})` },
    { node: condition, after: 'false' },
  ];
}

/** A call that nobody takes the result of is left out; a body that gives nothing back ends before it begins. */
function ofStatement(node: ts.Node): readonly Replacement[] {
  if (ts.isExpressionStatement(node)) {
    const called = ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression;
    return ts.isCallExpression(called) ? [{ node, after: ';' }] : [];
  }
  if (ts.isBlock(node) && ts.isFunctionLike(node.parent) && node.statements.length > 0) return [{ node, after: '{}' }];
  return [];
}

function ofLiteral(node: ts.Node): readonly Replacement[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ node, after: 'false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ node, after: 'true' }];
  if (ts.isNumericLiteral(node)) return [{ node, after: otherNumber(BigInt(Math.trunc(Number(node.text)))) }];
  if (ts.isBigIntLiteral(node)) return [{ node, after: `${otherNumber(BigInt(node.text.slice(0, -1)))}n` }];
  if (ts.isStringLiteral(node)) return isCode(node) ? [] : [{ node, after: node.text === '' ? "'other'" : "''" }];
  if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [{ node, after: '``' }];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [{ node, after: '[]' }];
  if (ts.isRegularExpressionLiteral(node)) return unanchored(node);
  return [];
}

function otherNumber(number: bigint): string {
  return (number < 10n ? number + 1n : number * 2n).toString();
}

/** The names of modules and of properties, and types, are no values. */
function isCode(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

function unanchored(node: ts.RegularExpressionLiteral): readonly Replacement[] {
  const text = node.getText();
  const variants = [text.replace(/^\/\^/, '/'), text.replace(/\$(\/[a-z]*)$/, '$1')];
  return variants.filter((variant) => variant !== text).map((after) => ({ node, after }));
}

function ofCall(node: ts.Node): readonly Replacement[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  if (name.text === 'filter') return [{ node, after: expression.getText() }];
  const other = methods.get(name.text);
  return other === undefined ? [] : [{ node: name, after: other }];
}
