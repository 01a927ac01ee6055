import type { Command } from 'commander';
import { baseModelRule } from '../../flags/base-model-rule.ts';
import {
  addCheckFlags,
  addModelFlags,
  addNameFlag,
  addRecordFlags,
  addSelectionFlags,
  RECORD_RULES,
  RECORD_SOURCES,
  SELECTION_RULES,
} from '../../flags/build-flags.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import { invalidRule } from '../../flags/invalid-flags.ts';
import { type RequiredFlag, requireFlags } from '../../flags/required-flags.ts';
import { addSourceFlags } from '../../flags/source-flags.ts';

/**
 * Adds the flags that say how a source becomes a dataset in partitions: those of a build, but for what makes a record depend on others.
 *
 * @param notFor Tells of arguments that none of them is needed with.
 */
export function addPlanFlags(command: Command, notFor: RequiredFlag['notFor']): Command {
  addModelFlags(command.optionsGroup('Model:'));
  addRecordFlags(command.optionsGroup('Records:'));
  addSelectionFlags(addSourceFlags(command.optionsGroup('Source:')));
  addFlagRules(command, ...RECORD_RULES, ...SELECTION_RULES, invalidRule, baseModelRule);
  addNameFlag(command.optionsGroup('Dataset:'));
  addCheckFlags(command);
  return requireFlags(command, { oneOf: ['--model'], notFor }, { oneOf: RECORD_SOURCES, notFor });
}
