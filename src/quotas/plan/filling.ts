import type { Quotas } from '../table/quotas.ts';

/** Records and their bytes, newlines included. */
export interface Fill {
  readonly records: number;
  readonly bytes: number;
}

/** A file or job while it is filled, with its two bounds. Mutable, because a packer asks it for every record. */
export class Filling {
  readonly #mostRecords: number;
  readonly #mostBytes: number;
  #records = 0;
  #bytes = 0;

  private constructor(mostRecords: number, mostBytes: number) {
    this.#mostRecords = mostRecords;
    this.#mostBytes = mostBytes;
  }

  static file(quotas: Quotas): Filling {
    return new Filling(quotas.recordsPerFile, quotas.fileBytes);
  }

  static job(quotas: Quotas): Filling {
    return new Filling(quotas.recordsPerJob, quotas.jobBytes);
  }

  get records(): number {
    return this.#records;
  }

  /** Whether one more record keeps the quotas. An empty one takes any record, because it has to stand somewhere. */
  takes(bytes: number): boolean {
    if (this.#records === 0) return true;
    return this.#records < this.#mostRecords && this.#bytes + bytes <= this.#mostBytes;
  }

  add(bytes: number): void {
    this.#records += 1;
    this.#bytes += bytes;
  }

  /** Gives what was filled in and begins an empty one. */
  close(): Fill {
    const fill = Object.freeze({ records: this.#records, bytes: this.#bytes });
    this.#records = 0;
    this.#bytes = 0;
    return fill;
  }
}

/** Cuts the records of one job into files, each as full as its quotas allow. */
export function fillFiles(sizes: readonly number[], quotas: Quotas): Fill[] {
  const files: Fill[] = [];
  const file = Filling.file(quotas);
  for (const bytes of sizes) {
    if (!file.takes(bytes)) files.push(file.close());
    file.add(bytes);
  }
  if (file.records > 0) files.push(file.close());
  return files;
}

/** Records and bytes of all together. */
export function sumFill(fills: readonly Fill[]): Fill {
  let records = 0;
  let bytes = 0;
  for (const fill of fills) {
    records += fill.records;
    bytes += fill.bytes;
  }
  return { records, bytes };
}
