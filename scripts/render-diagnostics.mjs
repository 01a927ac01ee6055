// @ts-check
// Renders docs/diagnostics.md from the catalogue and the golden cases: node scripts/render-diagnostics.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { docCommentsOf } from './docs/doc-comments.mjs';
import { isMain, REPOSITORY } from './repository.mjs';

const CATALOGUE = 'src/core/catalogue';
/** The areas in the order of the page. */
const AREAS = [
  'jsonl',
  'record',
  'model-input',
  'own-schema',
  'model',
  'quota',
  's3',
  'build',
  'shard',
];

const INTRO = `# Diagnostics

<!-- Rendered by scripts/render-diagnostics.mjs from ${CATALOGUE} and test/golden. Edit those. -->

What is wrong with records, files and jobs, by code. A code is permanent: branch on it, never on the message.
\`bedrock-batch explain CODE\` prints one section of this page.

An **error** makes a job or a record fail, or makes an outcome impossible to join. A **warning** is about what AWS does not
document, or what is only reported. Any of them can be raised, lowered or switched off: \`--severity CODE=error\`,
\`--severity CODE=warning\`, \`--severity CODE=off\`, in the library the option \`severities\`.

Bedrock itself checks that each line is a JSON object of the right form, the sizes and the counts. It does not check a
\`modelInput\` against the model: a wrong one queues, and comes back as an error of its record in a job that says \`Completed\`
(documented by AWS for the check; reported by users for the outcome). So most of what stands here is found nowhere else
before it costs something.`;

/** @param {string} file Path from the repository's root. */
const read = (file) => readFileSync(path.join(REPOSITORY, file), 'utf8');

/** @param {string} code @returns {string} What a report says of its golden case, without the address of this page. */
function reportOf(code) {
  const file = ['diagnostics', 'builds']
    .map((kind) => `test/golden/${kind}/${code}/expected.txt`)
    .find((name) => existsSync(path.join(REPOSITORY, name)));
  if (file === undefined) throw new Error(`No folder of test/golden shows ${code}`);
  const text = read(file);
  const head = text.split('\n').findIndex((line) => line.endsWith(`  ${code}`));
  if (head === -1) throw new Error(`${file} does not show ${code}`);
  const [said = ''] = text
    .split('\n')
    .slice(head)
    .join('\n')
    .split(/\n {2}docs {2}/);
  return said.trimEnd();
}

/** @param {import('./docs/doc-comments.mjs').Documented} documented @returns {string[]} */
function sectionOf({ text, code }) {
  const { name, severity = '' } =
    /^export const (?<name>[A-Z0-9_]+): CatalogueEntry\b.*?\n {2}severity: '(?<severity>\w+)'/s.exec(
      code,
    )?.groups ?? {};
  if (name === undefined) return [];
  const label = severity === 'error' ? 'Error' : 'Warning';
  const report = `A report says of it:\n\n\`\`\`text\n${reportOf(name)}\n\`\`\``;
  return [`## ${name}\n\n**${label}.** ${text}\n\n${report}`];
}

/** @returns {string} The page as it must be. */
export function renderDiagnosticsPage() {
  const sections = AREAS.flatMap((area) =>
    docCommentsOf(read(`${CATALOGUE}/${area}.ts`)).flatMap(sectionOf),
  );
  return `${[INTRO, ...sections].join('\n\n')}\n`;
}

if (isMain(import.meta.url)) {
  writeFileSync(path.join(REPOSITORY, 'docs/diagnostics.md'), renderDiagnosticsPage());
}
