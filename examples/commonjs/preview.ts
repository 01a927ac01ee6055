/**
 * A preview of records in a CommonJS project: `require`, no top-level await.
 *
 *     npm install
 *     npx tsx preview.ts [tickets.csv]
 *
 * In this folder of a clone, where `npm run build` has been run once: package.json links the package to it. In a project of
 * your own it is a dependency like every other one.
 *
 * `require` of an ES module needs Node 20.19 or newer; the cast gives it the package's types.
 */
const { encodeRecord, readRecords, validateRecord } =
  require('bedrock-batch') as typeof import('bedrock-batch');

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

async function main(path: string): Promise<void> {
  const records = readRecords(path, {
    model: MODEL,
    prompt: 'Which product is this about, and what is wrong with it?\n{{product}}: {{text}}',
    id: '{{id}}',
    maxTokens: 100,
    limit: 5,
  });
  const rows = [];
  for await (const record of records) {
    const diagnostics = validateRecord(record, { model: MODEL });
    rows.push({
      recordId: record.recordId,
      bytes: encodeRecord(record).length,
      diagnostics: diagnostics.map(({ code }) => code).join(' ') || 'none',
    });
  }
  console.table(rows);
}

main(process.argv[2] ?? '../data/tickets.csv').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
