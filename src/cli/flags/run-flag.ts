import type { Command } from 'commander';
import { addFlagRules } from './flag-rules.ts';

/** Adds the flag that names a run of a dataset, where the argument may be a job as well. */
export function addRunFlag(command: Command): Command {
  const job = {
    says: 'the ARN or id of a job',
    holds: ({ args }: { readonly args: readonly string[] }) => isJob(args[0] ?? ''),
  };
  return addFlagRules(command, {
    flags: ['--run'],
    notWith: [job],
    because: 'it names a run of a dataset',
  }).option('--run <name>', 'run of the dataset; default: the only one');
}

/** Tells whether an argument is a job: an ARN, or an id where no folder has its name. */
export async function isJob(argument: string): Promise<boolean> {
  if (argument.startsWith('arn:')) return true;
  if (!/^[a-z0-9]{12}$/.test(argument)) return false;
  const { pathKind } = await import('../../io/index.ts');
  return (await pathKind(argument)) === 'missing';
}
