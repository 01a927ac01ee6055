import type { Run } from '../../dataset/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { oneByOne } from '../outcomes/outcome-batch.ts';
import { outcomeBatches } from './outcome-batches.ts';
import type { ReadOutcomesOptions } from './read-outcomes-options.ts';

/**
 * Reads what became of every record of a run, and of every row that the build set aside: exactly one outcome for each, padding
 * left out.
 *
 * Streams every `.jsonl.out` of each ended job, whether it completed, was stopped or ran out of time. Outcomes come job by
 * job: inside a job the successes in the order Bedrock wrote them, then the failures, then the
 * records without a line. Rows that share the answer of a record (`askedAs`) come right behind it, in their order, and rows that the build
 * set aside at the end, in the order of the source, unless only some jobs are asked for. With `order: 'source'` all of them come as the rows stood
 * when the dataset was built. Of several lines for one record a success counts before a failure, whatever their order, and of
 * equally good ones the first. Lines that gave no outcome are counted and told to `onJob`. Whether the
 * lines are all that Bedrock wrote is not judged here: {@link agreementOf} tells it of what `onJob` gets. Nothing is written but to `tmp`, also
 * not to the run's state: watch the run first.
 *
 * Memory: about 24 bytes and the id per record of one job, 120 for each that did not succeed, 4 Mi units of text of
 * such outputs (a file with more of them is read twice), one block of lines, and with `source` the rows of one job, or all
 * of at most 64 MiB and 250,000 rows: a larger source is read twice, first to be compared. One in another order takes 16 bytes for
 * each row of the dataset while it is compared. Rows that share answers take 18 bytes and the id for each of one job, with `source`
 * 24 bytes more. Of a larger source whose order is another, or whose rows share answers, the rows go to a file in `tmp`, with twelve bytes of memory for each: so
 * it is read twice at most; without `tmp` it is read once for each job, and the first time to be compared. Where rows were set aside a source is read
 * once more; of a stream, or of rows in another order, these are all kept. In the order of the source the outcomes of one job wait, or
 * all where rows share answers or were set aside: in a file in `tmp`, with twelve bytes of memory for each, 20 where rows share answers; without `tmp` in memory.
 *
 * Where records of the run were tried again (`retryRun`, `bedrock-batch retry`), each has its best outcome, at its place here, with its `attempts`: a
 * whole answer before an incomplete one, that before a failure, and of equal ones the last. Memory of it: 24 bytes for each record that was tried again.
 *
 * With `answer` the text of each success is read as JSON, and a schema says whether it fits: the verdict is this reading's alone, and nothing keeps it.
 *
 * @param run Run whose jobs were watched to their end.
 * @yields Outcomes; `line` is 1-based in the shard.
 * @throws {JobError} `JOB_STATE` where a job still runs and `partial` is not set.
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REPLY_UNCLEAR`, `S3_REQUEST`, and
 *   `S3_OBJECT_DIFFERS` at the end of an output whose bytes were not those that S3 keeps: its outcomes are not to be used.
 * @throws {SourceError} `SOURCE_DIFFERS` before the first outcome where a row of the source is not the one the dataset was built
 *   from, or is gone; a source that can be read only once is compared job by job. `SOURCE_ROW` where a dataset that remembers no
 *   rows has more of them.
 * @throws {DatasetError} `DATASET_CHANGED` where a shard is not what was built, unless its outcomes are safe to join by id: every
 *   record has its output, and neither rows nor records nor their order are asked for; and, behind all outcomes of records, where `rows.rejected` is
 *   not what was built.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the dataset was built from records, and a source is given, and where the run
 *   is at an endpoint that is not AWS's and nothing gives one again: an address in `run.json` is never called; where `answer` is no schema, or its schema throws
 *   or answers with a promise.
 */
export function readOutcomes<Answer = unknown>(
  run: Run,
  options: ReadOutcomesOptions<Answer> = {},
): AsyncGenerator<Outcome<Answer>, void, undefined> {
  // an answer that is there was given by the schema
  return oneByOne(outcomeBatches(run, options)) as AsyncGenerator<Outcome<Answer>>;
}
