/**
 * A notebook in a file: a look at the records, their sizes and what is wrong with them, before anything is written.
 *
 *     npx tsx examples/notebook.mts
 *
 * Top-level await and tables, no dataset, no AWS. The blocks stand alone, so they can be pasted into the cells of a
 * notebook with a TypeScript kernel.
 */
import { join } from 'node:path';
import {
  csv,
  encodeRecord,
  planJobs,
  quotasFor,
  readRecords,
  titan,
  validateRecord,
} from 'bedrock-batch';

const model = 'amazon.titan-embed-text-v2:0';
const tickets = csv(join(import.meta.dirname, 'data/tickets.csv'), { name: 'tickets.csv' });

interface Ticket {
  readonly id: string;
  readonly product: string;
  readonly text: string;
}

// %% The first records
const preview = readRecords<Ticket>(tickets, {
  model,
  record: ({ id, text }) => ({
    recordId: id,
    modelInput: titan.embed({ inputText: text, dimensions: 256 }),
  }),
});
const records = [];
for await (const record of preview) records.push(record);

console.table(
  records.slice(0, 5).map(({ recordId, modelInput }) => ({
    recordId,
    modelInput: [...JSON.stringify(modelInput)].slice(0, 80).join(''),
  })),
);

// %% Their sizes, and the jobs they would become
const sizes = records.map((record) => encodeRecord(record).length);
const sorted = sizes.toSorted((a, b) => a - b);
const { jobs, bytes } = planJobs(sizes, quotasFor(model).quotas);

console.table({
  records: sizes.length,
  'bytes, smallest': sorted[0],
  'bytes, median': sorted[Math.floor(sorted.length / 2)],
  'bytes, largest': sorted.at(-1),
  'bytes, all': bytes,
  jobs: jobs.length,
});

// %% What Bedrock would refuse
const diagnostics = records.flatMap((record) => validateRecord(record, { model }));

console.table(
  diagnostics.map(({ severity, code, location, received }) => ({
    severity,
    code,
    recordId: location.recordId,
    path: location.path,
    received,
  })),
);
