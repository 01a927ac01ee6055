import { crc32 } from 'node:zlib';
import { isObject } from '../../core/index.ts';
import { type Dataset, datasetFile, type JobPlan, type Shard } from '../../dataset/index.ts';
import {
  fileBlocks,
  LARGEST_LINE_BYTES,
  lineOf,
  PlainLineEngine,
  type Verdicts,
} from '../../engine/index.ts';
import {
  advising,
  type FileReader,
  fileDifference,
  formatCrc32,
  openFileReader,
  requireFileThere,
} from '../../io/index.ts';

/** Where a record of a job stands. */
export interface RecordPlace {
  readonly shard: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based row of the source; undefined for padding. */
  readonly row: number | undefined;
}

/** A shard that is not what was built. */
export interface ChangedShard {
  /** Path below the dataset. */
  readonly path: string;
  /** What of it differs. */
  readonly difference: string;
}

const SHARD_AGAIN =
  'Put the shard back as it was submitted: S3 has it below the folder that the dataset was uploaded to';
const RECORD_ID_START = '{"recordId":"';

/**
 * Knows every record of one job by its id and by its position, and reads a record's line again.
 *
 * Memory: about 110 bytes per record of one job.
 */
export class InputIndex {
  readonly #dataset: Dataset;
  readonly #job: JobPlan;
  readonly #ids: string[] = [];
  readonly #positions = new Map<string, number>();
  /** For each record the offset of its line in its shard. */
  readonly #offsets: number[] = [];
  /** Position of the first record of each shard, and the number of all at the end. */
  readonly #firsts: number[] = [0];
  readonly #readers = new Map<string, FileReader>();
  readonly #changed: ChangedShard[] = [];

  private constructor(dataset: Dataset, job: JobPlan) {
    this.#dataset = dataset;
    this.#job = job;
  }

  /**
   * Reads the shards of a job, and compares them with the manifest.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where one is gone.
   */
  static read(dataset: Dataset, job: JobPlan): InputIndex {
    const index = new InputIndex(dataset, job);
    for (const shard of job.shards) index.#readShard(shard);
    return index;
  }

  /** The shards that are not what was built; what stands in them proves nothing. */
  get changed(): readonly ChangedShard[] {
    return this.#changed;
  }

  get records(): number {
    return this.#ids.length;
  }

  positionOf(recordId: string): number | undefined {
    return this.#positions.get(recordId);
  }

  recordIdAt(position: number): string {
    return this.#ids[position] ?? '';
  }

  placeAt(position: number): RecordPlace {
    const shardNumber = this.#shardOf(position);
    const shard = this.#job.shards[shardNumber];
    if (shard === undefined) throw new RangeError(`The job has no record ${position}`);
    const inShard = position - (this.#firsts[shardNumber] ?? 0);
    const row = inShard < shard.rows.count ? shard.rows.first + inShard : undefined;
    return { shard: shard.path, line: inShard + 1, row };
  }

  /** Reads the line of a record again, without its newline. */
  lineAt(position: number): Uint8Array {
    const shardNumber = this.#shardOf(position);
    const shard = this.#job.shards[shardNumber];
    if (shard === undefined) throw new RangeError(`The job has no record ${position}`);
    const start = this.#offsets[position] ?? 0;
    const isLast = position + 1 === this.#firsts[shardNumber + 1];
    const reader = this.#reader(shard.path);
    // the size of the file, not what the manifest says of it, bounds what is asked for
    const end = isLast ? reader.bytes : (this.#offsets[position + 1] ?? reader.bytes);
    const line = new Uint8Array(Math.max(0, end - start - 1));
    reader.readAt(line, start);
    return line;
  }

  close(): void {
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
  }

  #readShard(shard: Shard): void {
    const path = datasetFile(this.#dataset, shard.path);
    advising(SHARD_AGAIN, () => requireFileThere(path));
    const engine = new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES });
    let crc = 0;
    let bytes = 0;
    for (const block of fileBlocks(path, engine)) {
      crc = crc32(block.bytes, crc);
      bytes += block.bytes.length;
      this.#addBlock(block);
    }
    this.#firsts.push(this.#ids.length);
    const difference = fileDifference(shard, { bytes, crc32: formatCrc32(crc) });
    if (difference !== undefined) this.#changed.push({ path: shard.path, difference });
  }

  #addBlock(block: Verdicts): void {
    for (let index = 0; index < block.count; index += 1) {
      const recordId = recordIdOf(lineOf(block, index));
      this.#positions.set(recordId, this.#ids.length);
      this.#ids.push(recordId);
      this.#offsets.push(block.offsets[index] ?? 0);
    }
  }

  #shardOf(position: number): number {
    let shard = 0;
    while (position >= (this.#firsts[shard + 1] ?? Infinity)) shard += 1;
    return shard;
  }

  #reader(shard: string): FileReader {
    const open = this.#readers.get(shard) ?? openFileReader(datasetFile(this.#dataset, shard));
    this.#readers.set(shard, open);
    return open;
  }
}

/** Reads the id off a line of a shard. Builders write it first; any other line is parsed whole, and has none where it is no record. */
function recordIdOf(line: Uint8Array): string {
  const start = Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, 512)).toString(
    'utf8',
  );
  const end = start.startsWith(RECORD_ID_START) ? start.indexOf('"', RECORD_ID_START.length) : -1;
  const id = end === -1 ? undefined : start.slice(RECORD_ID_START.length, end);
  if (id !== undefined && !id.includes('\\')) return id;
  return parsedId(new TextDecoder().decode(line));
}

function parsedId(line: string): string {
  try {
    const record = JSON.parse(line) as unknown;
    const recordId = isObject(record) ? record['recordId'] : undefined;
    return typeof recordId === 'string' ? recordId : '';
  } catch {
    return '';
  }
}
