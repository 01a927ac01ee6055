import {
  type DatasetErrorCode,
  type InvalidOptionError,
  isBedrockBatchError,
  type JobErrorCode,
  type S3ErrorCode,
  type SourceErrorCode,
} from '../../core/index.ts';
import { Interruption } from './interrupt.ts';

/** Codes of the exit status; 130 and 143 come from {@link Interruption}. */
export const exitCodes = {
  done: 0,
  diagnostics: 1,
  usage: 2,
  world: 3,
  notSucceeded: 4,
} as const;

/** Every code that an error can have, of the library and of the command itself. */
export type ErrorCode =
  | NonNullable<ConstructorParameters<typeof InvalidOptionError>[1]['code']>
  | SourceErrorCode
  | DatasetErrorCode
  | 'DATASET_INVALID'
  | 'COST_OVER_LIMIT'
  | 'CANARY_HELD'
  | S3ErrorCode
  | JobErrorCode
  | 'USAGE'
  | 'SYSTEM';

const { diagnostics, usage, world } = exitCodes;

/**
 * The exit status of each error: 1 the user's data, 2 the call, 3 the world.
 *
 * Its docstring is the code's section of docs/errors.md: what, what is left behind, what to do. It is read from the source
 * (scripts/render-errors.mjs), so nothing loads it.
 */
export const exitCodeByError: Readonly<Record<ErrorCode, 1 | 2 | 3>> = {
  /**
   * The command line cannot be understood: an unknown command or flag, a flag without its value, one that is missing,
   * or one that would do nothing. Nothing was started.
   *
   * **What to do.** See `bedrock-batch <command> --help`. The hint names the flag that was probably meant.
   */
  USAGE: usage,
  /**
   * An option has an impossible value, or one that contradicts another. This is reported before any work starts:
   * nothing was read, written or sent. A schema of your own that throws, or returns a promise, is reported at the first
   * record or row where it does; nothing is left behind.
   *
   * **What to do.** The message has the value that was given and what is accepted.
   *
   * A run that was begun at an endpoint of its own, such as the emulator's, needs that endpoint again, by
   * `--endpoint-url`, the option `endpoint` or the environment: a dataset folder is data, perhaps someone else's, and
   * an address in it is never called.
   */
  INVALID_OPTION: usage,
  /**
   * The family of the model is not known, and going on would mean to pay for records that nothing was checked against.
   *
   * **What to do.** Name the foundation model with `--base-model`, or go on with `--allow-unchecked`.
   */
  MODEL_UNKNOWN: usage,
  /**
   * The model cannot run in batch inference; the message says where that is known from.
   *
   * **What to do.** Choose another model: `bedrock-batch models`.
   */
  MODEL_NOT_BATCHABLE: usage,
  /**
   * AWS has ended the model, so `build`, `submit` and `run` make nothing new for it; `validate` reports it as a
   * diagnostic. Jobs that were submitted before go on, and their outcomes are read as usual.
   *
   * **What to do.** Use the model that the hint names, or go on with `--severity MODEL_ENDED=warning` if AWS still
   * serves it for you.
   */
  MODEL_ENDED: usage,
  /**
   * A template or a condition (`--where`) names a column that the table does not have, or no row of another source.
   *
   * **What to do.** Write one of the columns that the hint lists.
   */
  TEMPLATE_COLUMN_UNKNOWN: usage,
  /**
   * Neither the prompt nor the system prompt names a column, so every row would become the same record, and each is
   * paid for. A source with a single row may have such a prompt. Nothing was written.
   *
   * **What to do.** Write a column as `{{title}}`: `{title}`, `$title` and `%s` are text here. A prompt in a file is
   * given with `--prompt-file`; `@prompt.txt` and `file://prompt.txt` are text too. Where the same record is meant to
   * be asked many times, `--allow-constant-prompt` (in the library `allowConstantPrompt`) says so.
   */
  TEMPLATE_CONSTANT: usage,
  /**
   * There is no such file or folder.
   *
   * **What to do.** Check the path; it is taken from the folder the command runs in.
   */
  SOURCE_NOT_FOUND: usage,
  /**
   * A folder, a socket or a device was given where a file is needed.
   *
   * **What to do.** Name a file in the folder. `validate` takes folders too, and `upload`, `submit` and `results` take
   * the folder of a dataset.
   */
  SOURCE_NOT_FILE: usage,
  /**
   * The source is there, and reading it failed.
   *
   * **What to do.** The cause has the words of the file system or the stream. Check rights and disk, then repeat.
   */
  SOURCE_READ: world,
  /**
   * The source is not JSON, is not what its format says, or holds no text of rows: a spreadsheet, an archive, a Parquet file, a
   * database, an HTML page, or what was packed twice. The message has line and column where there are any. Nothing was written.
   *
   * **What to do.** Fix the source at that place, or export it as CSV UTF-8, TSV, JSON or JSONL. Of a table, `--delimiter`,
   * `--header`, `--skip-lines` and `--comment` say how it is written.
   */
  SOURCE_SYNTAX: diagnostics,
  /**
   * The source has a byte that is no text in its encoding, which is UTF-8 where nothing else is known; or its first bytes tell
   * another encoding than `--encoding`. The message has the place. Nothing was written.
   *
   * **What to do.** Say what it is written in: `--encoding windows-1252`. Where it is what it should be, the file is damaged or
   * cut there.
   */
  SOURCE_ENCODING: diagnostics,
  /**
   * A row cannot be read: a row that is too long; where outcomes are joined, also a CSV row with too many or too few fields,
   * which a build lists as diagnostics; or, where the dataset was built by a version that kept no digests of its rows, a
   * source with fewer of them.
   *
   * **What to do.** Fix the row. To join outcomes, give the source as it was when the dataset was built, with the flags that it
   * was read with, such as `--ragged skip`.
   */
  SOURCE_ROW: diagnostics,
  /**
   * There is nothing in the source: no bytes, no header, nothing at the path of `--pick`, or no row that `--where` takes.
   *
   * **What to do.** Check the file and the path, and compare the condition with a value as it stands in the source.
   */
  SOURCE_EMPTY: diagnostics,
  /**
   * The source is not the one the dataset was built from: the message names the first row that differs, or that is
   * gone. No row was joined, and with a file nothing was printed. Rows are compared as they were decoded, so line ends,
   * quoting, gzip, a byte order mark and the order of columns do not matter, nor do rows behind the last one. Rows in
   * another order are joined by their ids where `--id` is a template such as `{{sku}}`, and stderr says so.
   *
   * **What to do.** Give the source as it was when the dataset was built. If it no longer exists, leave out `--source`
   * and join by `recordId`.
   */
  SOURCE_DIFFERS: usage,
  /**
   * Records have errors, which are shown as diagnostics. No dataset was written, nothing was submitted. `submit`
   * reports it too, where records were built for one model and are sent to another that would refuse them.
   *
   * **What to do.** Fix the source and build again, for the model that the records are sent to.
   */
  DATASET_INVALID: diagnostics,
  /**
   * The jobs that would be asked for may cost more than `--max-cost` (in the library `maxCost`) allows, by the upper end of their estimate; or
   * that end is not known, and a limit that cannot be checked is none: no price was read for the model and region, a record has no bound
   * of its answer, or images, sound, video, documents or lines that cannot be read, whose tokens nobody counted. Nothing was uploaded and no
   * job was asked for; the dataset stays. Jobs that were submitted before run on, and so do those of earlier rounds of a retry.
   *
   * **What to do.** `bedrock-batch estimate` shows what the estimate is made of. Take fewer rows with `--limit`, bound the answers with
   * `--max-tokens`, say the price with `--price-in` and `--price-out`, or raise the limit. Repeating the command asks for no job twice.
   */
  COST_OVER_LIMIT: diagnostics,
  /**
   * The canary of a run has ended, and nobody said to go on: more of it did not succeed than `--canary-max-failed` allows, who was asked said no, or
   * there was no terminal to ask. Its outcomes are kept, and the other records were not submitted.
   *
   * **What to do.** Look at the outcomes: `bedrock-batch results <dataset> --summary`. Then repeat the same command with `--go-on`, which submits the
   * others and pays nothing twice. Where the records are not what they should be, build others into another folder.
   */
  CANARY_HELD: diagnostics,
  /**
   * The folder has no `manifest.json`, so it is no dataset: it was never one, or its build did not finish.
   *
   * **What to do.** Name a folder that `bedrock-batch build` has finished.
   */
  DATASET_NOT_FOUND: usage,
  /**
   * The folder holds another dataset, or one that has runs. Nothing was written.
   *
   * **What to do.** Choose another `--out`, or replace a dataset without runs with `--replace`.
   */
  DATASET_EXISTS: usage,
  /**
   * The folder holds files that no build left there. Nothing was written.
   *
   * **What to do.** Choose a folder that is empty or not there yet.
   */
  DATASET_FOREIGN_FILES: usage,
  /**
   * The manifest cannot be read: it was changed, or written by another version.
   *
   * **What to do.** Build the dataset again with this version.
   */
  DATASET_MANIFEST: usage,
  /**
   * A file of the dataset is not what was built. An upload does not finish sending it. Outcomes of a job with a changed
   * shard are read only where it is certain which id each belongs to: every record has its output, and neither rows nor
   * records are asked for; then stderr says what was changed.
   *
   * **What to do.** If its jobs were submitted, put the file back as it was: S3 has it below the run's input URI.
   * Otherwise build the dataset again; a dataset is never changed.
   */
  DATASET_CHANGED: usage,
  /**
   * A file of the dataset could not be written.
   *
   * **What to do.** Check disk and rights, then repeat.
   */
  DATASET_WRITE: world,
  /**
   * Another process builds into the folder, or works on the run; or one did on another machine or in another container, and from
   * here nobody can tell whether it still runs. Nothing was changed. What only reads is never kept from it: `results`, `jobs get`,
   * `jobs wait` and `jobs stop` work meanwhile.
   *
   * **What to do.** Wait until the process has ended, or choose another `--out` or `--run`. One that was killed on this machine is
   * recognised, and the next command goes on. Where nobody can tell, make sure that it has ended, and delete the file that the hint
   * names. See [reliability](reliability.md).
   */
  DATASET_BUSY: world,
  /**
   * `seal` found that partitions of the plan are not built: the message names them. Nothing was sealed, and those that are built stay.
   *
   * **What to do.** Build the others with `partition --index`, or let the engine run them again, then seal. `plan --status` says what is there.
   */
  PARTITIONS_MISSING: world,
  /**
   * The dataset has no run of that name, or its `run.json` was lost.
   *
   * **What to do.** Submit the dataset first, or name the run with `--run`; that of `run --local` is called `local`. Where `run.json` was lost,
   * repeat the very command that submitted the run: its jobs are found by their names and tokens, and none is paid for again.
   */
  RUN_NOT_FOUND: usage,
  /**
   * The state of the run, `run.json`, is damaged, was written by another version, or belongs to another dataset.
   *
   * **What to do.** Use the version that wrote it. Or delete the file and repeat the very command that submitted the run: its jobs are found by
   * their names and tokens, and none is paid for again. Another run with `--run NAME` would pay for all of them again.
   */
  RUN_STATE: usage,
  /**
   * The run was begun for another region, account, endpoint or place. Going on would pay a second time.
   *
   * **What to do.** Repeat what the run was begun with, or begin another run with `--run NAME`, which is paid for anew.
   */
  RUN_TARGET_DIFFERS: usage,
  /**
   * Another process has changed the run in the meantime.
   *
   * **What to do.** Let one process work on a run at a time; repeat when the other one has ended.
   */
  STORE_CONFLICT: world,
  /**
   * There is no such bucket.
   *
   * **What to do.** Check the name and the account of the credentials.
   */
  S3_BUCKET_NOT_FOUND: world,
  /**
   * The bucket is in another region than the request, or than the job would be. Nothing was sent.
   *
   * **What to do.** Name the region of the bucket with `--region`, or use a bucket of the region.
   */
  S3_BUCKET_REGION: world,
  /**
   * S3 denied access.
   *
   * **What to do.** The hint lists the actions that are needed. With a KMS key, `kms:GenerateDataKey` and `kms:Decrypt`
   * are among them.
   */
  S3_ACCESS_DENIED: world,
  /**
   * S3 does not accept the credentials: none were found, they have expired, or the clock of this machine is wrong.
   *
   * **What to do.** Check the default chain: environment, profile, role.
   */
  S3_CREDENTIALS: world,
  /**
   * The SDK threw before the request left this machine: a provider of credentials failed, or settings contradict one
   * another. Nothing reached S3.
   *
   * **What to do.** The message has the SDK's words. Check credentials, endpoint and the variables that begin with
   * `AWS_`; `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT` cannot be combined with a custom endpoint, except
   * on the loopback, where they are ignored.
   */
  S3_NOT_SENT: usage,
  /**
   * An object that is needed is not there.
   *
   * **What to do.** For `submit`: upload the dataset first, and give the same `--to`.
   */
  S3_OBJECT_NOT_FOUND: world,
  /**
   * An object of that name holds something else. It was not overwritten.
   *
   * **What to do.** Upload with another `--to`, or write over it with `--replace`.
   */
  S3_OBJECT_EXISTS: world,
  /**
   * What was sent or read is not what S3 holds, by size or CRC32. After an upload: the object is a different one.
   * Before jobs are submitted: the object in place of a shard is a different one, and nothing was submitted. While
   * outcomes are read: the bytes were changed in transit, at once or where a broken connection was resumed, or the
   * object was overwritten meanwhile. `run` and `--retry` start over, up to three times in all, before they keep
   * anything; `results` stops, because it has already printed what it read.
   *
   * **What to do.** Repeat the command. Do not use what `results` printed of that object.
   */
  S3_OBJECT_DIFFERS: world,
  /**
   * A `.jsonl` that is not of the dataset lies below the prefix of a job. Bedrock reads every `.jsonl` there, so it
   * would be run and paid for.
   *
   * **What to do.** Move it away, or upload with another `--to`.
   */
  S3_FOREIGN_OBJECT: world,
  /**
   * A reply claims success but is not one that S3 gives: it is empty, an HTML page such as the sign-in page of a
   * network, a listing without its root element or its end, or one that does not say where it continues. The request
   * was repeated first, and nothing was concluded from the reply: no listing is taken to be empty because of it.
   *
   * **What to do.** Repeat the command. If that does not help, look for a proxy between this machine and S3.
   */
  S3_REPLY_UNCLEAR: world,
  /**
   * S3 could not be reached, or refused a request for another reason; the message has its words. Or a proxy or a firewall answered in
   * its place (HTTP 407, or a refusal that is a page of HTML).
   *
   * **What to do.** Repeat the same command: what is whole in S3 stays.
   */
  S3_REQUEST: world,
  /**
   * Bedrock would refuse the request. It was not sent.
   *
   * **What to do.** The message has the place in the request, what is there and what is taken.
   */
  JOB_REQUEST_INVALID: usage,
  /**
   * Bedrock denied access. Most often `iam:PassRole` on the role of the job is missing, which AWS's sample policy does
   * not have.
   *
   * **What to do.** Allow the action that the message names.
   */
  JOB_ACCESS_DENIED: world,
  /**
   * Bedrock does not accept the credentials: none were found, or they have expired.
   *
   * **What to do.** Check the default chain: environment, profile, role.
   */
  JOB_CREDENTIALS: world,
  /**
   * The SDK threw before the request left this machine: a provider of credentials failed, an API key is empty, or
   * settings contradict one another. Nothing reached Bedrock, so no job was created.
   *
   * **What to do.** The message has the SDK's words. Check credentials, endpoint and the variables that begin with
   * `AWS_`, as with [S3_NOT_SENT](#s3_not_sent).
   */
  JOB_NOT_SENT: usage,
  /**
   * Bedrock refused the request; the message has its words.
   *
   * **What to do.** "Batch inference is not supported for the requested model" means the model or the region; try the
   * inference profile of the region. "Please create a support case" means the account. Both are reported by users.
   */
  JOB_VALIDATION: world,
  /**
   * There is no such job in the account and region.
   *
   * **What to do.** Check the ARN, the region and the profile.
   */
  JOB_NOT_FOUND: world,
  /**
   * Bedrock says that the name of the job is in use, and no job of that name was found.
   *
   * **What to do.** Repeat the command after a minute. With a name of your own, choose another.
   */
  JOB_NAME_TAKEN: world,
  /**
   * A job of that name exists, and it is not what was asked for. No second one was made.
   *
   * **What to do.** Compare the two; submit with another `--job-name` or `--run`.
   */
  JOB_DIFFERS: world,
  /**
   * So many jobs are submitted and in progress that Bedrock takes no more.
   *
   * `submit` and `run` wait for a free slot by themselves; `submit --no-wait`, `run --detach`, and `waitForSlots: false` of the library send what fits and
   * end with this. What was submitted stays submitted; the message has how many.
   *
   * **What to do.** Repeat the same command once a job has ended: it sends the rest. Or ask AWS for a higher quota.
   */
  JOB_QUOTA: world,
  /**
   * The job is in a status that does not allow what was asked: it still runs, or has ended.
   *
   * **What to do.** Wait with `bedrock-batch jobs wait`, or read what is there with `--partial`.
   */
  JOB_STATE: world,
  /**
   * Bedrock throttled the requests, also after several tries.
   *
   * **What to do.** Wait a little and repeat.
   */
  JOB_THROTTLED: world,
  /**
   * A request got no clear answer, so the job may exist.
   *
   * **What to do.** Repeat the same command: name and token stay the same, so no second job is made.
   */
  JOB_REPLY_UNKNOWN: world,
  /**
   * The output lines of a job are not as many as Bedrock itself counted, in its last reply to GetModelInvocationJob or
   * in `manifest.json.out`. The message names each number, who says it, and what the lines add up to: records with a
   * line, with `modelOutput`, with `error`. An output was hidden, moved or deleted, a listing was incomplete, or the
   * folder holds something that the job did not write. `results` has printed what it read; nothing of the job is kept
   * as final, and `--retry` builds nothing, because answered records would be paid for again.
   *
   * **What to do.** Run the same command again once all outputs can be seen: they are read again. If they were deleted
   * for good, say so with `--accept-missing` (in the library `acceptMissing`): `run` then keeps what is there, marked
   * as accepted, and records without a line are `missing`. To take that back, delete its file `outcomes/NNNN.jsonl` and
   * run again. Outcomes that were kept in such doubt, also by an earlier version, are read again; while they still
   * differ, their file is called `outcomes/NNNN.in-doubt.jsonl`.
   */
  JOB_OUTPUTS_DIFFER: world,
  /**
   * Bedrock could not be reached, refused a request for another reason, or gave a reply that says nothing, such as an
   * empty one or an HTML page; the message quotes it.
   *
   * **What to do.** Repeat the command.
   */
  JOB_REQUEST: world,
  /**
   * The file system or the network of this machine refused something; the message has its words.
   *
   * **What to do.** Check disk space, rights and limits, then repeat the same command.
   */
  SYSTEM: world,
};

/** Gives the exit status that an error ends the process with; a bug counts as the world failing. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Interruption) return error.exitCode;
  if (!isBedrockBatchError(error)) return world;
  return exitCodeByError[error.code as ErrorCode] ?? world;
}
