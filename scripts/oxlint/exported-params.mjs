// @ts-check
const MAX = 3;
const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** @param {any} fn @returns {number} Parameters a caller gives: a declared `this` is not one. */
function countParams(fn) {
  return fn.params.filter((/** @type {any} */ one) => one.name !== 'this').length;
}

/**
 * @param {any} classNode
 * @returns {{ name: string, fn: any }[]} Methods that callers reach: those of a `#private` name are the class's own, and so is a
 *   `private` constructor.
 */
function openMethods(classNode) {
  return classNode.body.body
    .filter(
      (/** @type {any} */ member) =>
        FUNCTIONS.includes(member.value?.type) &&
        member.key.type !== 'PrivateIdentifier' &&
        member.accessibility !== 'private',
    )
    .map((/** @type {any} */ member) => ({ name: member.key.name, fn: member.value }));
}

/** @param {any} node A declaration, or a default export. @returns {{ name: string, fn: any }[]} Functions others can call once it is exported. */
function openFunctions(node) {
  switch (node?.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return openMethods(node);
    case 'VariableDeclaration':
      return node.declarations.flatMap((/** @type {any} */ { id, init }) =>
        openFunctions(init).map(({ name, fn }) => ({ name: name ?? id.name, fn })),
      );
    default:
      return FUNCTIONS.includes(node?.type) ? [{ name: node.id?.name, fn: node }] : [];
  }
}

/** @param {any} statement @returns {any[]} Names of a list `export { a, b }` that takes from no other file. */
function listedNames(statement) {
  if (statement.type !== 'ExportNamedDeclaration' || statement.source) return [];
  return statement.specifiers.map((/** @type {any} */ { local }) => local.name);
}

/**
 * What is exported takes at most three parameters: its subject first, one object of options last. Functions of one file may
 * take a few more (`max-params`): a bag that is made and unpacked within sight of each other says less than its names do.
 */
export const exportedParams = {
  meta: { type: 'suggestion', docs: { description: 'What is exported takes few parameters' } },
  /** @param {any} context */
  create(context) {
    /** @param {any} declaration */
    function check(declaration) {
      for (const { name = 'this function', fn } of openFunctions(declaration)) {
        if (countParams(fn) <= MAX) continue;
        context.report({
          node: fn,
          message: `\`${name}\` is exported and takes ${countParams(fn)} parameters: at most ${MAX}, the last one options`,
        });
      }
    }
    return {
      /** @param {any} program */
      Program({ body }) {
        const listed = new Set(body.flatMap(listedNames));
        for (const statement of body) {
          check(statement.declaration);
          const names = statement.declarations?.map((/** @type {any} */ one) => one.id.name);
          if ((names ?? [statement.id?.name]).some((/** @type {any} */ name) => listed.has(name)))
            check(statement);
        }
      },
    };
  },
};
