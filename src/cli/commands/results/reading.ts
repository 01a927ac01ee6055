import type { RowsFrom } from '../../../builders/index.ts';
import type { Run } from '../../../dataset/index.ts';
import type { AnswerForm, RetryReason } from '../../../results/index.ts';
import type { AwsFlags, CommonFlags, RuleFlags } from '../../flags/flags.ts';
import type { LimitFlags } from '../../flags/outcome-limits.ts';
import type { SourceFlags } from '../../flags/source-flags.ts';
import type { AnswerFlags } from '../../outcomes/answer-flags.ts';
import type { OutcomeFlags } from '../../outcomes/outcome-flags.ts';
import type { Reach } from '../../services/connection.ts';
import type { Session } from '../../session/session.ts';
import type { PriceFlags } from '../estimate/price-flags.ts';

/** Flags of `results`. */
export interface ResultsFlags
  extends SourceFlags,
    AwsFlags,
    LimitFlags,
    OutcomeFlags,
    AnswerFlags,
    CommonFlags,
    PriceFlags,
    Pick<RuleFlags, 'quota'> {
  readonly run?: string | undefined;
  readonly source?: readonly string[] | undefined;
  readonly withRecord?: boolean | undefined;
  readonly failedOnly?: boolean | undefined;
  readonly incompleteOnly?: boolean | undefined;
  readonly summary?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly partial?: boolean | undefined;
  readonly acceptMissing?: boolean | undefined;
  readonly retry?: string | undefined;
  readonly retryOn?: readonly RetryReason[] | undefined;
  readonly belowMinimum?: 'error' | 'pad' | undefined;
  readonly replace?: boolean | undefined;
  readonly expectedBucketOwner?: string | undefined;
}

/** One call of `results`: what it reads, and how. */
export interface Reading {
  readonly run: Run;
  /** Those of `--source`. */
  readonly rows: RowsFrom | undefined;
  /** That of `--output`. */
  readonly file: string | undefined;
  /** What answers have to be; undefined where that is not asked. */
  readonly answer: AnswerForm | undefined;
  readonly reach: Reach;
  readonly flags: ResultsFlags;
  readonly session: Session;
  /** Folders of jobs that Bedrock does not know any more. */
  readonly forgotten: readonly string[];
}
