import type { Command } from 'commander';
import { nearestName, quote } from '../../core/index.ts';
import { fullName, UsageError } from '../session/usage-error.ts';

/** Declares `help` among the commands of another one. */
export function declareHelp(parent: Command): void {
  const command = parent
    .command('help')
    .summary('show the help of a command')
    .description('Shows the help of a command, as --help behind its name does.')
    .argument('[command...]', 'words of the command, such as jobs list; default: an overview')
    .helpOption('-h, --help', 'show this help');
  command.action((words: readonly string[]) => commandAt(parent, words).help());
}

function commandAt(parent: Command, words: readonly string[]): Command {
  let found = parent;
  for (const word of words) {
    const next = found.commands.find((command) => command.name() === word);
    if (next === undefined) throw unknownCommand(word, found);
    found = next;
  }
  return found;
}

function unknownCommand(word: string, parent: Command): UsageError {
  const names = parent.commands.map((command) => command.name());
  const nearest = nearestName(word, names);
  return new UsageError(`${fullName(parent)} has no command ${quote(word)}`, {
    hint: nearest === undefined ? `See ${fullName(parent)} --help` : `Did you mean ${nearest}?`,
  });
}
