// @ts-check
// a name in camel case may hold a provider's word, such as `toolResult`
const WORD = /^(?:results?|payloads?)$|^[A-Z]\w*(?:Result|Payload)s?$/;

/** @param {any} pattern @returns {any[]} Identifiers a binding pattern declares. */
function boundIdentifiers(pattern) {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return boundIdentifiers(pattern.left);
    case 'RestElement':
      return boundIdentifiers(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap(boundIdentifiers);
    default:
      return [];
  }
}

/** The words of docs/architecture.md: what others call a result or a payload has a better name here. */
export const fieldWords = {
  meta: { type: 'suggestion', docs: { description: 'Names use the words of the field' } },
  /** @param {any} context */
  create(context) {
    /** @param {any[]} identifiers */
    function check(identifiers) {
      for (const node of identifiers) {
        if (!WORD.test(node.name)) continue;
        context.report({
          node,
          message: `"${node.name}": say outcome, report, model input or what it is`,
        });
      }
    }
    /** @param {any} node */
    const declared = (node) => check(node.id?.type === 'Identifier' ? [node.id] : []);
    /** @param {any} node */
    const parameters = (node) => check(node.params.flatMap(boundIdentifiers));
    return {
      VariableDeclarator: (/** @type {any} */ node) => check(boundIdentifiers(node.id)),
      FunctionDeclaration: parameters,
      FunctionExpression: parameters,
      ArrowFunctionExpression: parameters,
      ClassDeclaration: declared,
      TSInterfaceDeclaration: declared,
      TSTypeAliasDeclaration: declared,
    };
  },
};
