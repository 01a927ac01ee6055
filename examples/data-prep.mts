/**
 * A data-prep script: tickets from a CSV file become a dataset; with --to they become jobs and labels.
 *
 *     npx tsx examples/data-prep.mts --out ./tickets
 *     npx tsx examples/data-prep.mts --out ./tickets --to s3://my-bucket/batch/ --role-arn arn:aws:iam::123456789012:role/Batch
 *
 * Clients, credentials and region come from the environment, as for every AWS tool: AWS_PROFILE and AWS_REGION for the
 * real thing, the `export` lines of `bedrock-batch emulator` for the emulator. Run it again to go on where it stopped.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type BuiltDataset,
  buildDataset,
  claude,
  csv,
  DatasetInvalidError,
  isBedrockBatchError,
  type MapOutput,
  type Run,
  readOutcomes,
  type Source,
  submitJobs,
  uploadDataset,
  watchRun,
} from 'bedrock-batch';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

/** Change it with `toRecord`: it is how a second run knows that the dataset is the same one. */
const RECORD_KEY = 'ticket-topic-1';

interface Ticket {
  readonly id: string;
  readonly product: string;
  readonly text: string;
}

function toRecord({ id, product, text }: Ticket): MapOutput {
  const ticket = text.trim() === '' ? '(the customer wrote nothing)' : text.trim();
  return {
    recordId: id,
    modelInput: claude.messages({
      max_tokens: 16,
      temperature: 0,
      system: 'Answer with one word: delivery, damage, payment, return, praise or other.',
      messages: [{ role: 'user', content: `About ${product}:\n${ticket}` }],
    }),
  };
}

async function build(tickets: Source, out: string): Promise<BuiltDataset> {
  const dataset = await buildDataset<Ticket>(tickets, {
    model: MODEL,
    record: toRecord,
    recordKey: RECORD_KEY,
    name: 'tickets',
    out,
  });
  const { records, bytes, jobs } = dataset.manifest;
  const state = dataset.reused ? 'is there already' : 'is built and valid';
  console.log(`${out} ${state}: ${records} records, ${bytes} bytes, ${jobs.length} job(s)`);
  return dataset;
}

interface Target {
  readonly to: string;
  readonly roleArn: string;
  readonly pollSeconds: number;
}

async function submit(dataset: BuiltDataset, { to, roleArn, pollSeconds }: Target): Promise<Run> {
  const upload = await uploadDataset(dataset, { to });
  console.log(`Uploaded to ${upload.uri}, ${upload.bytesSent} bytes sent`);
  const run = await submitJobs(upload, { roleArn });
  for await (const { jobs } of watchRun(run, { pollSeconds: { first: pollSeconds, most: 60 } })) {
    console.error(jobs.map(({ folder, status }) => `${folder} ${status}`).join(', '));
  }
  return run;
}

/** Writes one line per ticket, in any order: its columns, and the label or why there is none. */
async function collect(run: Run, tickets: Source): Promise<void> {
  const lines: string[] = [];
  let failed = 0;
  for await (const { row, status, text, error } of readOutcomes(run, { source: tickets })) {
    if (status !== 'succeeded') failed += 1;
    lines.push(JSON.stringify({ ...(row as Ticket), status, label: text, error: error?.message }));
  }
  const file = `${run.dataset.folder}-labels.jsonl`;
  await writeFile(file, `${lines.join('\n')}\n`);
  console.log(`${file}: ${lines.length} tickets, ${failed} without a label`);
}

/** Tells what is known to go wrong in a sentence; whatever else happens is a bug and keeps its stack. */
function explain(error: unknown): void {
  if (!isBedrockBatchError(error)) throw error;
  console.error(error.message);
  if (error.hint !== undefined) console.error(error.hint);
  if (!(error instanceof DatasetInvalidError)) return;
  for (const { location, message } of error.report.diagnostics) {
    const row = location.row === undefined ? '' : `, row ${location.row}`;
    console.error(`${location.source}${row}: ${message}`);
  }
}

const { values: options } = parseArgs({
  options: {
    source: { type: 'string', default: join(import.meta.dirname, 'data/tickets.csv') },
    out: { type: 'string', default: './tickets' },
    to: { type: 'string' },
    'role-arn': { type: 'string' },
    'poll-seconds': { type: 'string', default: '10' },
  },
});
const { source, out, to, 'role-arn': roleArn } = options;
const tickets = csv(source);

try {
  const dataset = await build(tickets, out);
  if (to === undefined || roleArn === undefined) {
    console.log('Nothing is submitted without --to and --role-arn');
  } else {
    const pollSeconds = Number(options['poll-seconds']);
    await collect(await submit(dataset, { to, roleArn, pollSeconds }), tickets);
  }
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
