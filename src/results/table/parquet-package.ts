import { InvalidOptionError } from '../../core/index.ts';

/** The name stands in a variable, so that bundlers do not ask for a package that is optional. */
const PACKAGE: string = 'hyparquet-writer';

/** A node of the schema of a Parquet file. */
export interface ParquetElement {
  readonly name: string;
  readonly num_children?: number;
  readonly type?: 'BYTE_ARRAY' | 'INT64' | 'BOOLEAN';
  readonly converted_type?: 'UTF8';
  readonly repetition_type?: 'OPTIONAL';
}

/** Values of one column, null where there is none. */
export interface ParquetColumn {
  readonly name: string;
  readonly data: readonly (string | bigint | boolean | null)[];
}

/** Bytes that the package wrote; whoever takes them sets the index back. */
export interface ParquetBytes {
  index: number;
  getBytes(): Uint8Array;
}

/** Writes row groups, and at the end what tells where they are. */
export interface ParquetGroups {
  write(group: {
    readonly columnData: readonly ParquetColumn[];
    readonly rowGroupSize: number;
  }): void;
  finish(): void;
}

/** What is used of the package. */
export interface ParquetPackage {
  readonly ByteWriter: new () => ParquetBytes;
  readonly ParquetWriter: new (options: {
    readonly writer: ParquetBytes;
    readonly schema: readonly ParquetElement[];
    readonly createdBy: string;
  }) => ParquetGroups;
}

/**
 * Loads what writes Parquet.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is not installed.
 */
export async function loadParquetPackage(): Promise<ParquetPackage> {
  try {
    return (await import(PACKAGE)) as ParquetPackage;
  } catch (cause) {
    throw new InvalidOptionError(`Parquet is written by ${PACKAGE}, which cannot be loaded`, {
      option: 'format',
      received: 'parquet',
      expected: 'jsonl, csv, or parquet with the package',
      hint: `Install it beside bedrock-batch (npm install ${PACKAGE}), or write CSV`,
      cause,
    });
  }
}
