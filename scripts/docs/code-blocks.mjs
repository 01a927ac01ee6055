// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * One fenced block of code in a document or a docstring.
 *
 * @typedef {object} CodeBlock
 * @property {string} file Path from the repository's root.
 * @property {number} line 1-based line of the first line of code.
 * @property {string} language First word after the fence.
 * @property {readonly string[]} marks Further words after the fence, such as `no-run`.
 * @property {string} code Without the indentation of the fence.
 * @property {boolean} isDocstring Whether it stands in a source file.
 */

const FENCE = /^(?<indent>\s*)(?<fence>`{3,})(?<info>[^`]*)$/;

/**
 * Finds the fenced blocks of a Markdown text.
 *
 * @param {readonly string[]} lines
 * @returns {{ start: number, info: string, code: string }[]} `start` is the 0-based line of the first line of code.
 */
function fencedBlocks(lines) {
  const blocks = [];
  /** @type {{ start: number, info: string, indent: string, fence: string } | undefined} */
  let open;
  for (const [index, line] of lines.entries()) {
    const { indent = '', fence = '', info = '' } = FENCE.exec(line)?.groups ?? {};
    if (open === undefined) {
      if (fence !== '') open = { start: index + 1, info: info.trim(), indent, fence };
    } else if (fence.length >= open.fence.length && info === '') {
      const { start, indent: outer } = open;
      const code = lines
        .slice(start, index)
        .map((text) => (text.startsWith(outer) ? text.slice(outer.length) : text));
      blocks.push({ start, info: open.info, code: `${code.join('\n')}\n` });
      open = undefined;
    }
  }
  return blocks;
}

/** @param {string} text @returns {string[]} The text's lines with everything but docstrings made empty. */
function docstringLines(text) {
  let inside = false;
  return text.split('\n').map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    const kept = inside ? line.replace(/^\s*(?:\/\*\*|\*\/|\*) ?/, '') : '';
    if (line.includes('*/')) inside = false;
    return kept;
  });
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {CodeBlock[]}
 */
export function codeBlocksOf(file, text) {
  const isDocstring = file.endsWith('.ts');
  const lines = isDocstring ? docstringLines(text) : text.split('\n');
  return fencedBlocks(lines).map(({ start, info, code }) => {
    const [language = '', ...marks] = info.split(/\s+/);
    return { file, line: start + 1, language, marks, code, isDocstring };
  });
}

/** @param {string} root @param {string} folder @param {string} ending @returns {string[]} */
function filesBelow(root, folder, ending) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Lists the code blocks of everything people read: README, docs, and the docstrings of src.
 *
 * @param {string} root Folder of the repository.
 * @returns {CodeBlock[]}
 */
export function documentedCode(root) {
  const files = [
    ...['README.md', 'CONTRIBUTING.md'].filter((name) => existsSync(path.join(root, name))),
    ...filesBelow(root, 'docs', '.md'),
    ...filesBelow(root, 'src', '.ts'),
  ];
  return files.flatMap((file) => codeBlocksOf(file, readFileSync(path.join(root, file), 'utf8')));
}
