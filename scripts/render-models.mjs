// Renders docs/models.md from the table of models: node scripts/render-models.mjs [--check] [path]
// --check writes nothing and exits 1 when the file differs from the table.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const { families, modelTable, takesOf } = await tsImport('../src/models/index.ts', import.meta.url);
const { pricePlace } = await tsImport('../src/core/index.ts', import.meta.url);

const count = new Intl.NumberFormat('en-US');

function tableOf(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Sources are numbered, because most rows share one. */
const sources = [];

function sourceOf(fact) {
  if (!sources.includes(fact.source)) sources.push(fact.source);
  return `${fact.readOn} [${sources.indexOf(fact.source) + 1}]`;
}

function idOf({ id, whole }) {
  return `\`${id}${whole ? '' : '…'}\``;
}

function inputOf({ family, shape, doubt }) {
  const title = families.find(({ name }) => name === family)?.title ?? `${shape}, no schema`;
  return doubt === undefined ? title : `${title} (${doubt})`;
}

function rowsOf(fact, cellsOf) {
  return modelTable
    .filter((row) => row[fact] !== undefined)
    .map((row) => [idOf(row), ...cellsOf(row[fact], row), sourceOf(row[fact])]);
}

function namesOf(regions) {
  if (regions === undefined) return '';
  return regions.length === 0 ? 'none' : regions.join(' ');
}

const batch = () =>
  tableOf(
    ['Model', 'Batch', 'What else is known', 'Model input', 'Converse', 'Read on, source'],
    rowsOf('batch', ({ verdict, clause = '' }, row) => [
      verdict,
      clause,
      inputOf(row),
      row.converse ? 'yes' : 'no',
    ]),
  );

const regions = () =>
  tableOf(
    [
      'Model',
      'The model itself',
      'Through a profile',
      'Through a profile only',
      'All listed',
      'Read on, source',
    ],
    rowsOf('regions', ({ single, profile, profileOnlyIn, complete }) => [
      namesOf(single),
      namesOf(profile),
      namesOf(profileOnlyIn),
      complete ? 'yes' : 'no',
    ]),
  );

const ends = () =>
  tableOf(
    ['Model', 'Last day', 'Instead', 'Read on, source'],
    rowsOf('lifecycle', ({ lastDay, exact, successor }) => [
      `${exact ? '' : 'by '}${lastDay}`,
      successor === undefined ? '' : `\`${successor.id}\``,
    ]),
  );

const tokens = () =>
  tableOf(
    ['Model', 'Doubted above', 'Refused above', 'Why', 'Read on, source'],
    rowsOf('outputTokens', ({ most, refusedAbove, doubt }) => [
      count.format(most),
      refusedAbove === undefined ? '' : count.format(refusedAbove),
      doubt,
    ]),
  );

const context = () =>
  tableOf(
    ['Model', 'Tokens', 'Whose word', 'Read on, source'],
    rowsOf('context', ({ most, word }) => [count.format(most), word]),
  );

const media = () =>
  tableOf(
    ['Model', 'Takes', 'Whose word', 'Read on, source'],
    rowsOf('modalities', ({ takes, word }) => [takes.join(', '), word]),
  );

const documents = () =>
  tableOf(
    ['Model', 'Larger than 4.5 MB', 'From S3', 'Cited', 'None', 'Read on, source'],
    rowsOf('documents', ({ larger, fromS3, cited, noneBy = '' }) => [
      larger.join(', '),
      { true: 'yes', false: 'no' }[fromS3] ?? '',
      cited.join(', '),
      noneBy,
    ]),
  );

const images = () =>
  tableOf(
    ['Model', 'Bytes of base64', 'Images of any size', 'Sides of more', 'Read on, source'],
    rowsOf('images', ({ base64Characters, anySize, sidePixels }) => [
      count.format(base64Characters),
      anySize,
      `${count.format(sidePixels)} pixels`,
    ]),
  );

/** Keys that single models take or need. */
const keys = () =>
  tableOf(
    ['Model', 'Key', 'What is known', 'Read on, source'],
    [
      ...rowsOf('reasoning', ({ documented }) => [
        '`reasoningConfig`',
        documented ? 'taken' : 'not documented',
      ]),
      ...rowsOf('needsBound', () => ['`max_tokens`', 'refused without it']),
      ...rowsOf('stop', ({ doubt }) => ['`stop`', doubt]),
    ],
  );

/** A fact in a few words with its source; a `?` where it is in doubt. */
function saidOf(fact) {
  if (fact === undefined) return '';
  return `${fact.is.replaceAll('-', ' ')}${fact.doubt === undefined ? '' : '?'} ${sourceOf(fact)}`;
}

const CLAUDE_TOPICS = [
  'sampling',
  'topP',
  'both',
  'enabled',
  'adaptive',
  'disabled',
  'prefill',
  'forcedTool',
  'effort',
  'newerVersion',
  'systemTurns',
];

const claude = () =>
  tableOf(
    [
      'Model',
      'Sampling',
      '`top_p`',
      'Temperature beside `top_p`',
      'Thinking with a budget',
      'Adaptive thinking',
      'Thinking disabled',
      'Beginning of the answer',
      'Forced tool refused',
      'Effort',
      'Version 2026-10-21',
      'System between turns',
    ],
    modelTable
      .filter(({ family }) => family === 'claude-messages')
      .map(({ id, whole }) => {
        const takes = takesOf(id) ?? {};
        return [idOf({ id, whole }), ...CLAUDE_TOPICS.map((topic) => saidOf(takes[topic]))];
      }),
  );

const prices = () =>
  tableOf(
    ['Model', 'USD per million tokens read', 'Written', 'Where', 'Elsewhere', 'Read on, source'],
    rowsOf('price', (price) => [
      price.input,
      price.output,
      pricePlace(price),
      (price.elsewhere ?? [])
        .map((one) => `${one.input} and ${one.output} in ${pricePlace(one)}`)
        .join('; '),
    ]),
  );

const tokenizers = () =>
  tableOf(
    ['Model', 'Encoding', 'Read on, source'],
    rowsOf('tokenizer', ({ encoding }) => [`\`${encoding}\``]),
  );

function render() {
  const parts = `## Batch inference

*yes*: it ran, or AWS lists it. *no*: CreateModelInvocationJob refused it. *unlisted*: AWS's table of batch models does not have
it. *unlikely*: no batch quota of it was seen anywhere, and no list has it. *unknown*: nothing was seen that speaks for it or against it.

${batch()}

## Regions

A model without a row may be offered anywhere.

${regions()}

## Ends

Of commercial regions; what was read says nothing of GovCloud, China and the European Sovereign Cloud.

${ends()}

## Tokens of an answer

A model without a row has a ceiling too, which is not known.

${tokens()}

## Tokens of a context

Of a request and its answer together. No model input is refused because of it: what a text has of tokens is not known before. More tokens of an answer
than the card of the model has for both are an error. A model without a row has a context too,
which is not known.

${context()}

## What messages may hold

${media()}

## Documents by Converse

${documents()}

## Images

${images()}

## Keys of single models

${keys()}

## What bodies of Claude may ask for

By InvokeModel and by Converse. *free*: temperature, top_p and top_k. *either*: temperature or top_p, not both. *defaults*: temperature 1, top_p from 0.99 on,
no top_k. *below 1* and *only 0.99*: that is all they take of it. With *?* it is in doubt, and a finding by it is a warning.

${claude()}

## Tokenizers

Those that are public, by which \`--tokenizer\` counts texts.

${tokenizers()}

## Prices of batch jobs

Prices of on-demand inference, of tokens in a cache, of priority and of the newer endpoint are not here. Where a region is not named, its price was not read. Of a model
without a row no price is known.

${prices()}`;
  return `# Models

<!-- Rendered by scripts/render-models.mjs from the tables in src/models/facts/rows. Edit those. -->

What \`bedrock-batch\` knows of models, each fact with the day it was read and where. No API of AWS tells which models batch: the
answer of CreateModelInvocationJob is the only sure one. The same is in \`bedrock-batch models\`, \`bedrock-batch models --json\`,
\`modelTable\` and \`modelRowOf()\`.

- An id that ends in … stands for all that begin so, unless a longer one fits. Other ids are whole, perhaps with the length of a context behind.
- Of a model that is not here, media and keys are those of the nearest older one of its line (Opus 5.6 has those of Opus 5.5), and
  tokens those of the nearest of which some are known; so have models whose row here has none (GLM 5 has those of GLM 4.7),
  and every finding by them is a warning that says so. Batch inference, regions, end and price are never taken from another model.

${parts}

## Sources

${sources.map((source, index) => `${index + 1}. ${source}`).join('\n')}
`;
}

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean' } },
  allowPositionals: true,
});
const path = positionals[0] ?? fileURLToPath(new URL('../docs/models.md', import.meta.url));
if (!values.check) {
  await writeFile(path, render());
} else if ((await readFile(path, 'utf8')) !== render()) {
  console.error(`${path} differs from the table of models: run node scripts/render-models.mjs`);
  process.exitCode = 1;
}
