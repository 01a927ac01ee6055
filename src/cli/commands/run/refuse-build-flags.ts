import type { Command } from 'commander';
import { quote } from '../../../core/index.ts';
import { DIAGNOSTICS_FLAG } from '../../flags/flags.ts';
import { UsageError } from '../../session/usage-error.ts';

/** Flags of a build that say how records are judged, which is done again. */
const OF_JUDGING: readonly string[] = [
  ...['--allow-unchecked', '--severity', '--as-of', DIAGNOSTICS_FLAG],
];

/**
 * Tells of flags of a build that were given beside a dataset that is there.
 *
 * @param ofBuild All flags of a build.
 * @throws {UsageError} that names all of them.
 */
export function refuseBuildFlags(
  command: Command,
  { ofBuild, folder }: { readonly ofBuild: readonly string[]; readonly folder: string },
): void {
  const given = command.options
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map(({ long }) => long ?? '');
  const idle = given.filter((flag) => ofBuild.includes(flag) && !OF_JUDGING.includes(flag));
  if (idle.length === 0) return;
  const have = idle.length === 1 ? 'has' : 'have';
  throw new UsageError(
    `${idle.join(', ')} ${have} no effect with the folder of a dataset: ${quote(folder, 200)} is built already`,
    {
      hint: 'Leave them out to submit the dataset as it is, or name the rows to build another one',
    },
  );
}
