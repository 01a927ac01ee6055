import type { Command, OptionValues } from 'commander';
import { quote } from '../../core/index.ts';
import { fullName, UsageError } from '../session/usage-error.ts';
import { wouldBeRefused } from './flag-rules.ts';

/** A flag that a command cannot do without. */
export interface RequiredFlag {
  /** Its name; of several names one is needed. */
  readonly oneOf: readonly string[];
  /** A flag beside which it is not needed. */
  readonly unless?: string | undefined;
  /** Tells of arguments that it is not needed with. */
  readonly notFor?:
    | ((args: readonly string[], flags: OptionValues) => Promise<boolean>)
    | undefined;
  /** What would need no such flag, told where the arguments are none. */
  readonly instead?: ((args: readonly string[]) => string | undefined) | undefined;
}

/** Says of the one source that it is no dataset, which may have been meant. */
export function noDatasetText([source, ...others]: readonly string[]): string | undefined {
  if (source === undefined || source === '-' || others.length > 0) return undefined;
  return `; a dataset needs no prompt, but there is none at ${quote(source, 200)}`;
}

const requiredBy = new WeakMap<Command, readonly RequiredFlag[]>();

const argumentUnless = new WeakMap<Command, string>();

/** Declares that a command cannot do without its optional arguments, but beside a flag. */
export function requireArguments(command: Command, { unless }: { readonly unless: string }): void {
  argumentUnless.set(command, unless);
}

/** Declares what a command cannot do without, so that all that is missing can be named at once. */
export function requireFlags(command: Command, ...flags: readonly RequiredFlag[]): Command {
  requiredBy.set(command, [...(requiredBy.get(command) ?? []), ...flags]);
  return command;
}

/**
 * Names every argument and flag that is missing, each with what it is.
 *
 * @param required Flags that are needed. Default: all that were declared.
 * @throws {UsageError} where something is missing.
 */
export function refuseMissingFlags(
  command: Command,
  required: readonly RequiredFlag[] = requiredBy.get(command) ?? [],
): void {
  const flags = missingFlags(command, required);
  const missing = [...missingArguments(command), ...flags.map((flag) => wanted(command, flag))];
  if (missing.length === 0) return;
  const lines = missing.flatMap(({ lines }) => lines);
  const width = Math.max(...lines.map(([name]) => name.length));
  const table = lines.map(([name, text]) => `${name.padEnd(width)}  ${text}`);
  throw new UsageError(`${fullName(command)} needs ${listed(missing)}`, {
    hint: [
      `Give ${missing.length === 1 ? 'it' : 'each'}${waysOut(flags, command.args)}`,
      ...table,
    ].join('\n'),
  });
}

/** Gives the flags that a command needs with the arguments that were given, each with a way around it only where that one is open. */
export async function flagsNeeded(command: Command): Promise<readonly RequiredFlag[]> {
  const needed: RequiredFlag[] = [];
  for (const flag of requiredBy.get(command) ?? []) {
    if ((await flag.notFor?.(command.args, command.opts())) === true) continue;
    const { unless } = flag;
    // one that was given is refused by its own rule
    const isShut =
      unless !== undefined && !isGiven(command, unless) && (await wouldBeRefused(command, unless));
    needed.push(isShut ? { ...flag, unless: undefined } : flag);
  }
  return needed;
}

/** What is missing: how it is called in a list, and lines that say what it is. */
interface Missing {
  readonly name: string;
  readonly lines: readonly (readonly [string, string])[];
}

/** `a`, `a and b`, `a, b and c`. */
function listed(missing: readonly Missing[]): string {
  const names = missing.map(({ name }) => name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function missingArguments(command: Command): readonly Missing[] {
  const { registeredArguments, args } = command;
  const unless = argumentUnless.get(command);
  const isNeeded = unless !== undefined && !isGiven(command, unless);
  const missing = registeredArguments
    .slice(args.length)
    .filter(({ required }) => required || isNeeded);
  return missing.map((argument) => {
    const name = `<${argument.name()}>`;
    return { name, lines: [[name, argument.description]] };
  });
}

function wanted(command: Command, { oneOf }: RequiredFlag): Missing {
  const [first = ''] = oneOf;
  const name = oneOf.length === 1 ? first : `one of ${oneOf.join(', ')}`;
  return { name, lines: oneOf.map((name) => describe(command, name)) };
}

function missingFlags(
  command: Command,
  required: readonly RequiredFlag[],
): readonly RequiredFlag[] {
  return required
    .filter(
      ({ oneOf, unless }) =>
        !oneOf.some((name) => isGiven(command, name)) &&
        !(unless !== undefined && isGiven(command, unless)),
    )
    .sort((a, b) => a.oneOf.length - b.oneOf.length);
}

function isGiven(command: Command, name: string): boolean {
  const option = command.options.find(({ long }) => long === name);
  return option !== undefined && command.getOptionValue(option.attributeName()) !== undefined;
}

function describe(command: Command, name: string): readonly [string, string] {
  const option = command.options.find(({ long }) => long === name);
  return [option?.flags ?? name, option?.description ?? ''];
}

function waysOut(flags: readonly RequiredFlag[], args: readonly string[]): string {
  const ways = new Set(flags.flatMap(({ unless }) => unless ?? []));
  const others = new Set(flags.flatMap(({ instead }) => instead?.(args) ?? []));
  return [...[...ways].map((way) => `, or try it out with ${way}`), ...others].join('');
}
