import { type Command, InvalidArgumentError, type Option } from 'commander';
import { type ApiShapeName, quote } from '../../core/index.ts';
import { fullName, UsageError } from '../session/usage-error.ts';

const shapesOf = new WeakMap<Command, Map<string, ApiShapeName>>();

/**
 * Declares that options have the name of a member of the API, and take a value as the AWS CLI takes it.
 *
 * Their words are gathered while the command line is read; {@link readApiFlags} makes values of them.
 */
export function addApiFlags(
  command: Command,
  flags: Readonly<Record<string, ApiShapeName>>,
): Command {
  const shapes = shapesOf.get(command) ?? new Map<string, ApiShapeName>();
  for (const [flag, shape] of Object.entries(flags)) {
    shapes.set(flag, shape);
    optionOf(command, flag)?.argParser(gather);
  }
  shapesOf.set(command, shapes);
  return command;
}

/**
 * Puts values in the place of the words that such options were given; loads how only where there are any.
 *
 * @throws {UsageError} where a word cannot be understood: what, where, what is expected.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ` for a file that a word names.
 */
export async function readApiFlags(command: Command, signal?: AbortSignal): Promise<void> {
  for (const [flag, shape] of shapesOf.get(command) ?? []) {
    const option = optionOf(command, flag);
    const words = option && (command.getOptionValue(option.attributeName()) as string[]);
    if (option === undefined || words === undefined) continue;
    const member = option.attributeName();
    const value = await readFlag(words, { option, shape, command, signal });
    command.setOptionValueWithSource(member, value, 'cli');
  }
}

interface Reading {
  readonly option: Option;
  readonly shape: ApiShapeName;
  readonly command: Command;
  readonly signal: AbortSignal | undefined;
}

async function readFlag(
  words: readonly string[],
  { option, shape, command, signal }: Reading,
): Promise<unknown> {
  const { readApiValue } = await import('./api-value.ts');
  try {
    return await readApiValue(words, { member: option.attributeName(), shape }, signal);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const why = `${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
    throw new UsageError(`${option.flags} cannot be ${quote(words.join(' '))}: ${why}`, {
      hint: `See ${fullName(command)} --help`,
    });
  }
}

function gather(word: string, before: readonly string[] = []): readonly string[] {
  return [...before, word];
}

function optionOf(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long }) => long === flag);
}
