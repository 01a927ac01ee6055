import { type Command, InvalidArgumentError, Option } from 'commander';
import { formatCount } from '../../../core/index.ts';
import type { CanaryOptions, CanaryReport } from '../../../run/index.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  isOver,
  type LimitFlags,
  limitText,
  parseLimit,
  type RecordLimit,
} from '../../flags/outcome-limits.ts';
import { askYesNo } from '../../session/ask-yes-no.ts';
import type { Session } from '../../session/session.ts';
import { canaryLines, noCanaryText } from './canary-text.ts';

/** Flags that say how some records are tried first. */
export interface CanaryFlags {
  readonly canary?: CanaryOptions['size'] | undefined;
  readonly canaryMaxFailed?: RecordLimit | undefined;
  readonly goOn?: boolean | undefined;
}

/** Adds the flags that say how some records are tried first. */
export function addCanaryFlags(command: Command): Command {
  return addFlagRules(
    command,
    {
      flags: ['--canary-max-failed', '--go-on'],
      onlyWith: ['--canary'],
      because: 'it decides what happens once a canary has ended',
    },
    {
      flags: ['--canary-max-failed', '--go-on'],
      notWith: ['--dry-run'],
      because: 'nothing is sent',
    },
  )
    .option(
      '--canary <number|percent>',
      'try so many of the records first, at least as many as a job needs; the others are submitted once somebody says so',
      readSize,
    )
    .addOption(
      new Option(
        '--canary-max-failed <number|percent>',
        'submit them without being asked where no more of the canary did not succeed, and --max-incomplete and --max-cost hold',
      ).argParser(parseLimit),
    )
    .option('--go-on', 'submit them whatever the canary came to, but for --max-cost');
}

const MOST_PERCENT = 50;

function readSize(text: string): CanaryOptions['size'] {
  const size = parseLimit(text);
  if ('count' in size && size.count > 0) return { records: size.count };
  if ('percent' in size && size.percent > 0 && size.percent <= MOST_PERCENT) return size;
  throw new InvalidArgumentError(
    `Write a number of records from 1 on, or a share of at most ${MOST_PERCENT}%, such as 1%`,
  );
}

/** What decides besides flags. */
export interface Deciding {
  readonly session: Session;
  /** Whether stdin has rows, so that nobody can be asked there. */
  readonly isStdinTaken: boolean;
}

/** Gives the library's option: what the canary came to is told, and the flags decide, or who sits at the terminal. */
export function canaryOf(
  flags: CanaryFlags & Partial<LimitFlags> & { readonly local?: boolean | undefined },
  { session, isStdinTaken }: Deciding,
): CanaryOptions | undefined {
  if (flags.canary === undefined) return undefined;
  return {
    size: flags.canary,
    onNone: ({ manifest }) => session.say(noCanaryText(manifest)),
    onReport: (report) => {
      session.remains = CANARY_REMAINS;
      for (const line of canaryLines(report, flags.local)) session.say(line);
    },
    goOn: (report) => {
      if (flags.goOn === true) return true;
      const over = overLimits(report, flags);
      for (const found of over) session.say(found);
      if (over.length === 0 && flags.canaryMaxFailed !== undefined) return true;
      if (isStdinTaken) return false;
      return askYesNo(`Submit the other ${formatCount(report.rest)} records?`, session);
    },
  };
}

const CANARY_REMAINS =
  'the canary has its outcomes, and the others were not submitted; run the same command again to decide';

function overLimits(
  { outcomes, failed, incomplete }: CanaryReport,
  { canaryMaxFailed, maxIncomplete }: CanaryFlags & Partial<LimitFlags>,
): readonly string[] {
  const over = (what: string, found: number, limit: RecordLimit | undefined, flag: string) =>
    limit === undefined || !isOver(found, limit, outcomes)
      ? []
      : [
          `${formatCount(found)} of the canary ${what}, more than ${flag} ${limitText(limit)} allows`,
        ];
  return [
    ...over('did not succeed', failed, canaryMaxFailed, '--canary-max-failed'),
    ...over('are incomplete', incomplete, maxIncomplete, '--max-incomplete'),
  ];
}
