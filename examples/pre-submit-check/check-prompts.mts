/**
 * A check before data is submitted, for what only the team can know: here a budget, and ids that must be there.
 *
 *     npx tsx examples/pre-submit-check/check-prompts.mts [prompts] [--most-megabytes 50]
 *
 * Exit code 1 where something is wrong. The same folder's workflow.yml runs it after `bedrock-batch validate`.
 */
import { parseArgs } from 'node:util';
import { type Report, validateDataset } from 'bedrock-batch';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'most-megabytes': { type: 'string', default: '50' } },
});
const paths = positionals.length === 0 ? ['prompts'] : positionals;

const report = await validateDataset(paths, {
  model: MODEL,
  // Bedrock makes up an id where there is none, and then nobody finds the record of an answer again
  severities: { RECORD_ID_MISSING: 'error' },
  excerpts: false,
});

for (const { severity, code, location, message } of report.diagnostics) {
  const { source, line = 0, column = 0 } = location;
  console.log(`${source}:${line}:${column} ${severity} ${code} ${message}`);
}
const complaints = budgetComplaints(report);
for (const complaint of complaints) console.log(complaint);
console.log(`${report.records} records: ${report.errors} errors, ${report.warnings} warnings`);
process.exitCode = report.valid && complaints.length === 0 ? 0 : 1;

function budgetComplaints({ bytes }: Report): readonly string[] {
  const most = Number(options['most-megabytes']) * 1e6;
  return bytes <= most ? [] : [`The records have ${bytes} bytes, and the budget is ${most}`];
}
