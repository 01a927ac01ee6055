import { crc32 } from 'node:zlib';
import {
  type Dataset,
  type DatasetJob,
  datasetFile,
  fetchFiles,
  type Shard,
} from '../../dataset/index.ts';
import {
  fileBlocks,
  hashIdInBytes,
  type IdInBytes,
  LARGEST_LINE_BYTES,
  lineOf,
  linesOfPieces,
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
import { findPlainId, idBytesOf } from './id-bytes.ts';
import { KnownRecords } from './known-records.ts';

/** Where a record of a job stands. */
export interface RecordPlace {
  readonly shard: string;
  /** 1-based. */
  readonly line: number;
  /** Which of the rows that were taken it was made of, 1-based; undefined for padding. */
  readonly row: number | undefined;
}

/** A shard that is not what was built. */
export interface ChangedShard {
  /** Path below the dataset. */
  readonly path: string;
  /** What of it differs. */
  readonly difference: string;
}

/** How the records of a job are read. */
export interface ReadIndexOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether lines are read again by {@link InputIndex.lineAt}. Default false. */
  readonly withLines?: boolean | undefined;
}

/** Size and CRC32 of what was read so far. */
class RunningSum {
  bytes = 0;
  crc = 0;

  add(piece: Uint8Array): void {
    this.bytes += piece.length;
    this.crc = crc32(piece, this.crc);
  }
}

const SHARD_AGAIN =
  'Put the shard back as it was submitted: S3 has it below the folder that the dataset was uploaded to';

/**
 * Knows every record of one job by its id and by its position, and reads a record's line again.
 *
 * Memory: as {@link KnownRecords}: about 20 bytes and the id itself for each record of one job.
 */
export class InputIndex {
  readonly #dataset: Dataset;
  readonly #job: DatasetJob;
  readonly #known: KnownRecords;
  /** Position of the first record of each shard, and the number of all at the end. */
  readonly #firsts: number[] = [0];
  /** Bytes of all lines before each shard, and of all at the end. */
  readonly #bytesBefore: number[] = [0];
  readonly #readers = new Map<string, FileReader>();
  readonly #changed: ChangedShard[] = [];

  private constructor(dataset: Dataset, job: DatasetJob) {
    this.#dataset = dataset;
    this.#job = job;
    this.#known = new KnownRecords(job.records);
  }

  /**
   * Reads the shards of a job, and compares them with the manifest.
   *
   * Those of a dataset in S3 come as a stream, and are copied only where their lines are wanted too.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where one is gone.
   */
  static async read(
    dataset: Dataset,
    job: DatasetJob,
    { signal, withLines = false }: ReadIndexOptions = {},
  ): Promise<InputIndex> {
    const index = new InputIndex(dataset, job);
    const isStreamed = dataset.home.folder === undefined && !withLines;
    if (!isStreamed)
      await fetchFiles(
        dataset,
        job.shards.map(({ path }) => path),
      );
    for (const shard of job.shards) {
      if (isStreamed) await index.#streamShard(shard, signal);
      else index.#readShard(shard);
    }
    return index;
  }

  /** The shards that are not what was built; what stands in them proves nothing. */
  get changed(): readonly ChangedShard[] {
    return this.#changed;
  }

  get records(): number {
    return this.#known.count;
  }

  /** Bytes of the longest line. */
  get longest(): number {
    return this.#known.longest;
  }

  positionOf(recordId: string): number | undefined {
    return this.#known.positionOf(recordId);
  }

  positionOfId(id: IdInBytes): number | undefined {
    return this.#known.positionOfId(id);
  }

  recordIdAt(position: number): string {
    return this.#known.recordIdAt(position);
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
    const { offset, bytes } = this.#known.lineAt(position);
    const line = new Uint8Array(bytes - 1);
    this.#reader(shard.path).readAt(line, offset - (this.#bytesBefore[shardNumber] ?? 0));
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
    const sum = new RunningSum();
    for (const block of fileBlocks(path, engine)) {
      sum.add(block.bytes);
      this.#addBlock(block);
    }
    this.#endShard(shard, sum);
  }

  /** What was damaged on the way cannot be taken back, for its ids are known already: it is read again by who calls again. */
  async #streamShard(shard: Shard, signal: AbortSignal | undefined): Promise<void> {
    const { home } = this.#dataset;
    const engine = new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES });
    const sum = new RunningSum();
    for await (const block of linesOfPieces(home.read(shard.path, { signal }), engine)) {
      sum.add(block.bytes);
      this.#addBlock(block);
    }
    this.#endShard(shard, sum);
  }

  #endShard(shard: Shard, { bytes, crc }: RunningSum): void {
    this.#firsts.push(this.#known.count);
    this.#bytesBefore.push(this.#known.bytes);
    const difference = fileDifference(shard, { bytes, crc32: formatCrc32(crc) });
    if (difference !== undefined) this.#changed.push({ path: shard.path, difference });
  }

  #addBlock(block: Verdicts): void {
    const { bytes, ends, count, offsets } = block;
    const id: IdInBytes = { bytes, start: 0, end: 0, first: 0, second: 0 };
    for (let index = 0; index < count; index += 1) {
      id.start = ends[index - 1] ?? 0;
      id.end = ends[index] ?? 0;
      const lineBytes = (offsets[index + 1] ?? 0) - (offsets[index] ?? 0);
      if (findPlainId(id)) this.#known.addId(hashIdInBytes(id), lineBytes);
      else this.#known.add(idBytesOf(lineOf(block, index)), lineBytes);
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
