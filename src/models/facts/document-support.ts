import { longestPrefix } from '../ids/longest-prefix.ts';

/** What models whose ids begin alike take of documents. */
export interface DocumentSupport {
  /** Beginning of the bare foundation model id; the longest that fits counts. */
  readonly prefix: string;
  /** Formats of documents that may be larger than those of others. */
  readonly larger: readonly string[];
  /** Whether documents may lie in S3. */
  readonly fromS3: boolean;
  /** Whether the answer may cite them. */
  readonly citations: boolean;
}

/**
 * Sizes: AWS, "API restrictions", with 22 MB measured on Claude 4 (LibreChat #12459). S3: AWS, "Supported models and model features",
 * confirmed by the service team (aws-sdk-js-v3 #7732). Citations: the same page. All read on 2026-11-28.
 */
const rows: readonly DocumentSupport[] = [
  { prefix: 'anthropic.claude-', larger: ['pdf'], fromS3: false, citations: true },
  ...['anthropic.claude-3', 'anthropic.claude-v', 'anthropic.claude-instant'].map((prefix) => ({
    prefix,
    larger: [],
    fromS3: false,
    citations: true,
  })),
  { prefix: 'amazon.nova-', larger: ['pdf', 'docx'], fromS3: true, citations: false },
];

/** What a model takes of documents, by its bare id; undefined where only the rules for all models are known. */
export function documentSupportOf(
  foundationModel: string | undefined,
): DocumentSupport | undefined {
  return foundationModel === undefined ? undefined : longestPrefix(rows, foundationModel);
}

/** Formats that may be larger for some model. */
export const LARGER_SOMEWHERE: readonly string[] = [...new Set(rows.flatMap((row) => row.larger))];
