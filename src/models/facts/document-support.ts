import { longestPrefix } from '../ids/longest-prefix.ts';

/** What models whose ids begin alike take of documents. */
export interface DocumentSupport {
  /** Beginning of the bare foundation model id; the longest that fits counts. */
  readonly prefix: string;
  /** Formats of documents that may be larger than those of others. */
  readonly larger: readonly string[];
  /** Whether documents may lie in S3; absent where that is not known. */
  readonly fromS3?: boolean | undefined;
  /** Formats that the answer may cite. */
  readonly cited: readonly string[];
  /** Who says that the model takes no documents; a clause. */
  readonly noneBy?: string | undefined;
}

const CLAUDE = { fromS3: false, cited: ['pdf', 'txt'] } as const;
const OTHERS = { larger: [], cited: [] } as const;

const BY_AWS =
  '"Supported models and model features" of AWS says so, and reports of a refusal are not known';
const BY_USERS = 'that is known from users who were told "This model doesn\'t support documents"';

/**
 * Sizes: AWS, "API restrictions", with 22 MB measured on Claude 4 (LibreChat #12459). S3: AWS, "Supported models and model features",
 * confirmed by the service team (aws-sdk-js-v3 #7732). Citations: AWS, announcement of June 2025, and of the formats the words of a refusal
 * (boto3 #4726). All read on 2026-11-28.
 */
const rows: readonly DocumentSupport[] = [
  { ...CLAUDE, prefix: 'anthropic.claude-', larger: ['pdf'] },
  { ...CLAUDE, prefix: 'anthropic.claude-3', larger: [] },
  { ...CLAUDE, prefix: 'anthropic.claude-v', larger: [] },
  { ...CLAUDE, prefix: 'anthropic.claude-instant', larger: [] },
  { prefix: 'amazon.nova-', larger: ['pdf', 'docx'], fromS3: true, cited: [] },
  { ...OTHERS, prefix: 'amazon.nova-micro-', noneBy: BY_AWS },
  { ...OTHERS, prefix: 'mistral.mistral-small-2402-', noneBy: BY_AWS },
  { ...OTHERS, prefix: 'zai.glm-', noneBy: BY_USERS },
  { ...OTHERS, prefix: 'moonshotai.kimi-', noneBy: BY_USERS },
  { ...OTHERS, prefix: 'moonshot.kimi-', noneBy: BY_USERS },
];

/** What a model takes of documents, by its bare id; undefined where only the rules for all models are known. */
export function documentSupportOf(
  foundationModel: string | undefined,
): DocumentSupport | undefined {
  return foundationModel === undefined ? undefined : longestPrefix(rows, foundationModel);
}

/** Formats that may be larger for some model. */
export const LARGER_SOMEWHERE: readonly string[] = [...new Set(rows.flatMap((row) => row.larger))];
