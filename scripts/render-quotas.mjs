// Renders docs/quotas.md from the quota table: node scripts/render-quotas.mjs [--check] [path]
// --check writes nothing and exits 1 when the file differs from the table.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const { quotaCodes, quotaNames, quotaTable } = await tsImport(
  '../src/quotas/index.ts',
  import.meta.url,
);
const { quotaOptionNames } = await tsImport(
  '../src/quotas/table/quota-options.ts',
  import.meta.url,
);

const count = new Intl.NumberFormat('en-US');

function tableOf(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function valueOf(row) {
  const value = `${count.format(row.value)} ${row.unit}`;
  return row.bytesPerGB === undefined ? value : `${value} (${row.value / row.bytesPerGB} GB)`;
}

function optionOf(row) {
  const option = `\`${quotaOptionNames[row.quota]}\``;
  return row.custom ? `${option}, custom models` : option;
}

function modelsOf(row) {
  return row.appliesTo === 'any' ? 'any' : row.appliesTo.map((id) => `\`${id}\``).join(', ');
}

/** Sources are numbered, because most rows share one. */
const sources = [...new Set(quotaTable.map((row) => row.source))];

function cellsOf(row) {
  return [
    optionOf(row),
    row.name,
    valueOf(row),
    row.adjustable ? 'yes' : 'no',
    row.confidence,
    `${row.readOn} [${sources.indexOf(row.source) + 1}]`,
  ];
}

function rowsTable(rows, withModels) {
  const heads = ['Quota', "AWS's name", 'Value', 'Adjustable', 'Known', 'Read on, source'];
  if (!withModels) return tableOf(heads, rows.map(cellsOf));
  return tableOf(
    ['Model', ...heads],
    rows.map((row) => [modelsOf(row), ...cellsOf(row)]),
  );
}

function doubtsOf(rows) {
  return rows
    .filter((row) => row.doubt !== undefined)
    .map((row) => {
      const models = row.appliesTo === 'any' ? '' : ` of ${modelsOf(row)}`;
      return `- ${optionOf(row)}${models}: ${row.doubt}.`;
    })
    .join('\n');
}

const codeOrder = [
  'minRecordsPerJob',
  'recordsPerJob',
  'recordsPerFile',
  'fileBytes',
  'jobBytes',
  'concurrentJobs',
];

function codesTable() {
  const heads = ['Model', 'Model id', ...codeOrder.map((name) => quotaOptionNames[name])];
  const rows = quotaCodes.map((entry) => [
    entry.model ?? '',
    entry.modelId === undefined ? '' : `\`${entry.modelId}\``,
    ...codeOrder.map((name) => (entry.codes[name] ?? []).join(', ')),
    entry.customConcurrentJobs ?? '',
  ]);
  return tableOf([...heads, 'concurrent-jobs, custom models'], rows);
}

function render() {
  const anyModel = quotaTable.filter((row) => row.appliesTo === 'any');
  const singleModels = quotaTable.filter((row) => row.appliesTo !== 'any');
  const days = quotaTable.map((row) => row.readOn).sort();
  return `# Quotas

<!-- Rendered by scripts/render-quotas.mjs from src/quotas/table/quota-table.ts and src/quotas/table/quota-codes.ts. Edit those. -->

What \`bedrock-batch\` fills files and jobs to, and what it checks. The values are AWS's defaults as far as they are known,
read between ${days.at(0)} and ${days.at(-1)}. Quotas belong to an account, a region and a model: yours may be higher because AWS
raised them, or lower because the account is new.

- Set your own values with \`--quota NAME=VALUE\`, for example \`--quota records-per-job=100000\`. Names: ${quotaNames.map((name) => `\`${quotaOptionNames[name]}\``).join(', ')}.
- Ask Service Quotas what the account has with \`bedrock-batch quotas --model <id> --live\`, and check by it with
  \`bedrock-batch validate --live-quotas\`: see [below](#live-quotas).
- A model without a row of its own gets the values for any model: the careful ones.
- Where sources contradict each other the smaller value is taken, unless it was measured otherwise; the doubt is listed below.
- **GB is taken as ${count.format(quotaTable.find((row) => row.bytesPerGB !== undefined).bytesPerGB)} bytes.** AWS does not document whether it means 10^9 or 2^30. A file of 10^9 bytes fits
  under both readings.
- A quota is no promise: an account with all of these values may still be refused when it creates a job.

"Known" says how well: *documented* by AWS, *measured* in an account, or *assumed* where AWS documents nothing.

## Any model

${rowsTable(anyModel, false)}

## Models that differ

${rowsTable(singleModels, true)}

A custom model has its own \`${quotaOptionNames.concurrentJobs}\`; its other quotas are taken to be those of its base model.

## Doubts

${doubtsOf([...anyModel, ...singleModels])}

## Sources

${sources.map((source, index) => `${index + 1}. ${source}`).join('\n')}

## Live quotas

\`quotas --live\`, \`validate --live-quotas\` and \`readLiveQuotas()\` read both lists of Service Quotas to their ends: the values
applied to the account (\`ListServiceQuotas\`) and AWS's defaults (\`ListAWSDefaultServiceQuotas\`). The caller must be allowed both.

- A quota is found by its code below, never by its name: the name of one quota is part of another's, and so are models'.
- An applied value stands above the default. Where a quota has two codes and their values differ, the smaller is taken.
- What cannot be read comes from the tables above, quota by quota, and the output says which and why: no code is known, the
  code is not listed, access is denied, nobody answers, or the value is one that no quota can have. Nothing fails for it.
- A value of your own (\`--quota\`) stands above a live one, a live one above that in a dataset's manifest, and that above the table.
- \`build\` and \`run\` do not ask: the same rows would give another dataset whenever a quota changes. Pass what was read with \`--quota\`.

## Codes in Service Quotas

Codes are the same in every region, their values are not. An empty cell means that no source names the code, not that the quota
does not exist. A few models have two codes under one name.

${codesTable()}
`;
}

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean' } },
  allowPositionals: true,
});
const path = positionals[0] ?? fileURLToPath(new URL('../docs/quotas.md', import.meta.url));
if (!values.check) {
  await writeFile(path, render());
} else if ((await readFile(path, 'utf8')) !== render()) {
  console.error(`${path} differs from the quota table: run node scripts/render-quotas.mjs`);
  process.exitCode = 1;
}
