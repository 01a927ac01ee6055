import type { BuildFlags } from '../../flags/build-flags.ts';
import type { AwsFlags, CommonFlags } from '../../flags/flags.ts';
import type { DeadlineFlags, JobFlags, PollFlag, UploadFlags } from '../../flags/job-flags.ts';
import type { LimitFlags } from '../../flags/outcome-limits.ts';
import type { AnswerFlags } from '../../outcomes/answer-flags.ts';
import type { OutcomeFlags } from '../../outcomes/outcome-flags.ts';
import type { CostFlags } from '../estimate/price-flags.ts';
import type { CanaryFlags } from './canary-flags.ts';

/** Flags of `run`. */
export interface RunFlags
  extends BuildFlags,
    JobFlags,
    UploadFlags,
    AwsFlags,
    LimitFlags,
    OutcomeFlags,
    AnswerFlags,
    PollFlag,
    DeadlineFlags,
    CostFlags,
    CanaryFlags,
    CommonFlags {
  readonly local?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly detach?: boolean | undefined;
  readonly acceptMissing?: boolean | undefined;
}
