import type { InvocationType } from '../core/index.ts';
import type { Home, S3HomeOptions } from '../io/index.ts';
import type { FoundPrice } from './price-of.ts';
import type { Interval } from './tokens/input-tokens.ts';
import type { TokenCounter } from './tokens/token-counter.ts';

/** What is known of the cost of records before any of them is paid for. */
export interface Estimate {
  readonly model: string;
  readonly region: string | undefined;
  /** All records, padding included; about so many where `isSampled` and no manifest counts them. */
  readonly records: number;
  readonly bytes: number;
  /** Whether lines at equal distances were looked at, and not all. */
  readonly isSampled: boolean;
  /** Bytes of the lines that were looked at. */
  readonly sampledBytes: number;
  /** Characters of the texts. */
  readonly characters: number;
  /** Tokens that are read: those of the texts; where `isCountedWhole`, also those of media and of what the model puts around messages. */
  readonly tokensIn: Interval;
  /** Records whose tokens a {@link TokenCounter} counted; of the others it is taken that they are like these. 0 where none was given. */
  readonly counted: number;
  /** Who counted them; absent where characters told. */
  readonly countedBy?: string | undefined;
  /** Whether all that is charged for was counted, and not texts alone. */
  readonly isCountedWhole: boolean;
  /** Most tokens of the answers, from `max_tokens` and its like, or the most that the model gives; undefined where some record has no bound. */
  readonly mostTokensOut: number | undefined;
  /** Records without a bound of their own. */
  readonly unbounded: number;
  /** Records with images, sound, video or documents: characters do not tell their tokens. */
  readonly withMedia: number;
  /** Lines that cannot be read, and are not priced. */
  readonly unreadable: number;
  readonly price: FoundPrice;
  /** Absent where the price is not known. */
  readonly cost?: Cost | undefined;
}

/** USD. */
export interface Cost {
  /** What is read. */
  readonly input: Interval;
  /** What is written at most; undefined where that is not known. */
  readonly mostOutput: number | undefined;
  /** The most that all can cost; undefined where that is not known. Where texts alone were counted, not below what their characters say: that leaves room for what stands around them. */
  readonly most: number | undefined;
}

/** Options of `estimateDataset`. */
export interface EstimateOptions {
  /** Region of the jobs. Default: any, so that the price lies between those that were read. */
  readonly region?: string | undefined;
  /** USD for a million tokens read, in place of the table's. */
  readonly priceIn?: number | undefined;
  /** USD for a million tokens written, in place of the table's. */
  readonly priceOut?: number | undefined;
  /** Whether all lines are read. Default: of more than 8 MiB, 256 spans at equal distances. */
  readonly all?: boolean | undefined;
  /** Counts the tokens of some records, in place of their characters; {@link openTokenCounter} gives Bedrock's own, {@link openTokenizer} that of a model whose tokenizer is public. */
  readonly tokenCounter?: TokenCounter | undefined;
  /** Most records that `tokenCounter` counts, spread over all, from 10 on. Default 100. */
  readonly countedRecords?: number | undefined;
  /** How `estimateFiles` reaches objects in S3; a dataset knows that itself. Default: by the SDK's default chain. */
  readonly s3?: S3HomeOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is asked, of a model. */
export interface EstimatedModel {
  readonly model: string;
  readonly baseModel?: string | undefined;
  readonly invocationType?: InvocationType | undefined;
}

/** What of a dataset an estimate needs: what `openDataset` gives has it. */
export interface EstimatedDataset {
  /** Where its shards are: a folder, or a prefix in S3. */
  readonly home: Pick<Home, 'prefix' | 'nameOf'>;
  readonly manifest: EstimatedModel & {
    readonly records: number;
    readonly jobs: readonly {
      readonly shards: readonly { readonly path: string; readonly bytes: number }[];
    }[];
  };
}
