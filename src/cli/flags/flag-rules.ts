import type { Command, Option, OptionValues } from 'commander';
import { UsageError } from '../session/usage-error.ts';

/** What was given to a command, as a rule looks at it. */
export interface Given {
  readonly args: readonly string[];
  /** Tells whether a flag was given, such as `--sse`; with a value behind it, whether it was given with that one. */
  has(flag: string): boolean;
  /** Gives the value of a flag. */
  valueOf(flag: string): unknown;
  /** All flags by the names that commands have for them, with their defaults. */
  readonly flags: OptionValues;
}

/** Something that can be true of a call: a flag, a flag with a value, an argument, or what only a function can tell. */
export type Condition =
  | string
  | {
      readonly says: string;
      readonly holds: (given: Given) => boolean | Promise<boolean>;
    };

/**
 * When flags have no effect, and why: then they are refused, because whoever gave them expects something of them.
 *
 * What depends on the data alone is no rule: `--below-minimum pad` is a decision, whether or not padding is needed.
 */
export interface FlagRule {
  readonly flags: readonly string[];
  /** They have an effect only where one of these is true. */
  readonly onlyWith?: readonly Condition[] | undefined;
  /** They have no effect where one of these is true. */
  readonly notWith?: readonly Condition[] | undefined;
  /** A clause that says what the flags are for, or what happens instead. */
  readonly because: string;
  /** What to do. Default: give what is needed, or leave the flag out. */
  readonly hint?: string | undefined;
}

const rulesOf = new WeakMap<Command, FlagRule[]>();

/** Declares when flags of a command have no effect. */
export function addFlagRules(command: Command, ...rules: readonly FlagRule[]): Command {
  const before = rulesOf.get(command) ?? [];
  rulesOf.set(command, [...before, ...rules]);
  return command;
}

/** Lists the rules of a command. */
export function flagRulesOf(command: Command): readonly FlagRule[] {
  return rulesOf.get(command) ?? [];
}

/**
 * Refuses the first flag that would do nothing.
 *
 * @throws {UsageError} that says why, and what to give.
 */
export async function refuseIdleFlags(command: Command): Promise<void> {
  const given = givenTo(command);
  for (const rule of flagRulesOf(command)) {
    const flag = rule.flags.find((name) => given.has(name));
    if (flag !== undefined) await refuseIdle(flag, rule, given);
  }
}

/** Tells whether a flag, were it given beside what is, would be refused. */
export async function wouldBeRefused(command: Command, flag: string): Promise<boolean> {
  const given = givenTo(command);
  for (const { flags, notWith = [] } of flagRulesOf(command)) {
    if (!flags.includes(flag)) continue;
    for (const condition of notWith) if (await isTrue(condition, given)) return true;
  }
  return false;
}

async function refuseIdle(flag: string, rule: FlagRule, given: Given): Promise<void> {
  const { onlyWith = [], notWith = [], because, hint } = rule;
  const without = `Leave out ${flag}`;
  for (const condition of notWith) {
    if (!(await isTrue(condition, given))) continue;
    throw new UsageError(`${flag} has no effect with ${nameOf(condition)}: ${because}`, {
      hint: hint ?? without,
    });
  }
  if (onlyWith.length === 0) return;
  for (const condition of onlyWith) if (await isTrue(condition, given)) return;
  const wanted = onlyWith.map(nameOf).join(' or ');
  throw new UsageError(`${flag} has no effect without ${wanted}: ${because}`, {
    hint: hint ?? `Give ${wanted} too, or leave out ${flag}`,
  });
}

function nameOf(condition: Condition): string {
  if (typeof condition !== 'string') return condition.says;
  return condition === '-' ? 'stdin' : condition;
}

async function isTrue(condition: Condition, given: Given): Promise<boolean> {
  if (typeof condition !== 'string') return condition.holds(given);
  return condition.startsWith('--') ? given.has(condition) : given.args.includes(condition);
}

function givenTo(command: Command): Given {
  const options = new Map(command.options.map((option) => [option.long ?? '', option]));
  const valueOf = (flag: string): unknown => valueIn(command, options.get(flag));
  return {
    args: command.args,
    flags: command.opts(),
    valueOf,
    has: (flag) => {
      const [name = '', value] = flag.split(' ');
      const found = valueOf(name);
      return value === undefined ? found !== undefined : found === value;
    },
  };
}

/** What was given, not what holds by default. */
function valueIn(command: Command, option: Option | undefined): unknown {
  const name = option?.attributeName();
  if (name === undefined || command.getOptionValueSource(name) !== 'cli') return undefined;
  return command.getOptionValue(name);
}
