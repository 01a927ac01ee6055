import { countOf } from '../../core/index.ts';
import type { UploadProgress } from './upload-options.ts';

/** Counts what has been sent and tells the caller. */
export class UploadMeter {
  readonly #tell: ((progress: UploadProgress) => void) | undefined;
  #progress: UploadProgress;

  constructor(
    shards: { readonly total: number; readonly done: number; readonly bytes: number },
    tell: ((progress: UploadProgress) => void) | undefined,
  ) {
    this.#tell = tell;
    this.#progress = {
      bytesSent: 0,
      bytesTotal: shards.bytes,
      shardsDone: shards.done,
      shardsTotal: shards.total,
    };
  }

  get bytesSent(): number {
    return this.#progress.bytesSent;
  }

  addBytes(bytes: number): void {
    this.#change({ bytesSent: this.#progress.bytesSent + bytes });
  }

  /** Counts bytes that are to be sent again, or, below 0, such as S3 had already. */
  addTotal(bytes: number): void {
    this.#change({ bytesTotal: this.#progress.bytesTotal + bytes });
  }

  addShard(): void {
    this.#change({ shardsDone: this.#progress.shardsDone + 1 });
  }

  /** Tells where an upload that stops here leaves the dataset. */
  describe(): string {
    const { shardsDone, shardsTotal } = this.#progress;
    const verb = shardsDone === 1 || shardsTotal === 1 ? 'is' : 'are';
    return `${shardsDone} of ${countOf(shardsTotal, 'shard')} ${verb} uploaded`;
  }

  #change(change: Partial<UploadProgress>): void {
    this.#progress = Object.freeze({ ...this.#progress, ...change });
    this.#tell?.(this.#progress);
  }
}
