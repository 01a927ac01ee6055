import { type Command, Option } from 'commander';
import { addFlagRules } from '../flags/flag-rules.ts';
import type { CliInputFlags } from './cli-input.ts';
import { type SkeletonForm, skeletonForms } from './skeleton.ts';

/** Flags that give a whole request, or show what one looks like. */
export interface RequestFlags extends CliInputFlags {
  readonly generateCliSkeleton?: SkeletonForm | undefined;
}

/** Name of the flag beside which nothing is sent and nothing needed. */
export const SKELETON_FLAG = '--generate-cli-skeleton';

/** Adds the flags that give a whole request, or show what one looks like. */
export function addRequestFlags(command: Command): Command {
  command
    .option('--cli-input-json <json>', 'the request as JSON or file://; options win')
    .option('--cli-input-yaml <yaml>', 'the request as YAML or file://; options win')
    .addOption(
      new Option(
        `${SKELETON_FLAG} [form]`,
        'send nothing, print a request to be filled in, or a sample of the answer',
      )
        .choices(skeletonForms)
        .preset('input'),
    );
  return addFlagRules(command, {
    flags: ['--cli-input-yaml'],
    notWith: ['--cli-input-json'],
    because: 'a request is given once',
  });
}

/** Tells whether a command is only to show what a request looks like, for which it needs nothing else. */
export function asksForSkeleton(command: Command): boolean {
  const { generateCliSkeleton }: RequestFlags = command.opts();
  return generateCliSkeleton !== undefined;
}
