// @ts-check
// Renders docs/errors.md from the table of exit statuses: node scripts/render-errors.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { docCommentsOf } from './docs/doc-comments.mjs';
import { isMain, REPOSITORY } from './repository.mjs';

const TABLE = 'src/cli/session/exit-code.ts';
/** By the words of the table. */
const STATUS = new Map([
  ['diagnostics', 1],
  ['usage', 2],
  ['world', 3],
]);

const INTRO = `# Errors

<!-- Rendered by scripts/render-errors.mjs from ${TABLE}. Edit that. -->

What ends a command or a call, by code. A code is permanent: branch on it, never on the message. \`bedrock-batch explain CODE\`
prints one section of this page. [Diagnostics](diagnostics.md) say what is wrong with records, and [outcomes](outcomes.md) why one
failed.

In the library an error is an object with \`code\`, \`message\`, \`hint\`, \`cause\` and \`isRetryable\`. On the command line it becomes
the exit status: 1 where the data is at fault, 2 where the call is, 3 where the world failed and repeating may help. With
\`--json\` it is printed as \`{"error": {…}}\`.`;

/** @param {import('./docs/doc-comments.mjs').Documented} documented @returns {string[]} */
function sectionOf({ text, code }) {
  const [, name, word = ''] = /^ {2}([A-Z0-9_]+): (\w+),/.exec(code) ?? [];
  return name === undefined ? [] : [`## ${name}\n\nExit status ${STATUS.get(word)}. ${text}`];
}

/** @returns {string} The page as it must be. */
export function renderErrorsPage() {
  const source = readFileSync(path.join(REPOSITORY, TABLE), 'utf8');
  return `${[INTRO, ...docCommentsOf(source, '  ').flatMap(sectionOf)].join('\n\n')}\n`;
}

if (isMain(import.meta.url)) {
  writeFileSync(path.join(REPOSITORY, 'docs/errors.md'), renderErrorsPage());
}
