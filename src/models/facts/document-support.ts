import type { FactSource } from './fact-source.ts';

/** What a model takes of documents by Converse. */
export interface DocumentSupport extends FactSource {
  /** Formats of documents that may be larger than those of others. */
  readonly larger: readonly string[];
  /** Whether documents may lie in S3; absent where that is not known. */
  readonly fromS3?: boolean | undefined;
  /** Formats that the answer may cite. */
  readonly cited: readonly string[];
  /** Who says that the model takes no documents; a clause. */
  readonly noneBy?: string | undefined;
}
