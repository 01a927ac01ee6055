// @ts-check
import { publicExports } from './public-exports.mjs';

/** @type {ReturnType<typeof publicExports> | undefined} */
let exposed;

/** @param {any} declaration @returns {string[]} Names a declaration declares. */
function declaredNames(declaration) {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.map((/** @type {any} */ one) => one.id.name);
  return [declaration.id?.name];
}

/** @param {any} context @param {any} node */
function hasDocstring(context, node) {
  const last = context.sourceCode.getCommentsBefore(node).at(-1);
  return last !== undefined && last.type === 'Block' && last.value.startsWith('*');
}

/** Whatever users can import has a docstring; overloads need one on their first signature. */
export const documentedExports = {
  meta: { type: 'problem', docs: { description: 'Public exports have a docstring' } },
  /** @param {any} context */
  create(context) {
    exposed ??= publicExports(context.cwd);
    const exposure = exposed.get(context.filename);
    if (exposure === undefined) return {};
    const documented = new Set();
    return {
      /** @param {any} node */
      ExportNamedDeclaration(node) {
        if (node.declaration === null || node.declaration === undefined) return;
        for (const name of declaredNames(node.declaration)) {
          if (!exposure.all && !exposure.names.has(name)) continue;
          if (hasDocstring(context, node)) documented.add(name);
          if (!documented.has(name))
            context.report({ node, message: `Public export \`${name}\` has no docstring` });
        }
      },
    };
  },
};
