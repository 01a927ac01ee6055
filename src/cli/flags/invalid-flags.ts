import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InvalidRowOptions } from '../../builders/index.ts';
import type { FlagRule } from './flag-rules.ts';

/** Adds the flags that say what becomes of rows that cannot become a valid record. */
export function addInvalidFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--on-invalid <way>',
        'what to do with rows that cannot become a valid record: end the build, or set them aside as rejected',
      ).choices(['error', 'skip']),
    )
    .addOption(
      new Option(
        '--max-invalid <number|percent>',
        'write nothing where more rows would be set aside; default: 50%',
      ).argParser(parseMost),
    );
}

/** Without rows that are set aside there is nothing to bound. */
export const invalidRule: FlagRule = {
  flags: ['--max-invalid'],
  onlyWith: ['--on-invalid skip'],
  because: 'it bounds how many rows are set aside',
};

/** Reads `N` or `N%`. */
function parseMost(text: string): InvalidRowOptions['maxInvalid'] {
  if (/^\d+$/.test(text)) return Number(text);
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return `${Number(percent)}%`;
  throw new InvalidArgumentError('Write a number of rows, or a share such as 1%');
}
