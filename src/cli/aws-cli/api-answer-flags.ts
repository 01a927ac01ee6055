import { type Command, Option } from 'commander';
import { addFlagRules, type FlagRule } from '../flags/flag-rules.ts';

/** How an answer is printed. */
export type OutputForm = 'json' | 'text' | 'table' | 'yaml';

const OUTPUT_FORMS: readonly OutputForm[] = ['json', 'text', 'table', 'yaml'];

/** Flags that say what of an answer is printed, and how. */
export interface ApiAnswerFlags {
  readonly output?: OutputForm | undefined;
  readonly query?: string | undefined;
}

/** Adds the flags that print the answer of a call as the AWS CLI does. */
export function addApiAnswerFlags(command: Command): Command {
  addFlagRules(command, {
    flags: ['--output'],
    notWith: ['--json'],
    because: 'the answer is JSON then',
  });
  return addForms(command, 'how the answer is printed; default: json');
}

/** Adds the same to a command that prints what is known of jobs in a form of its own where neither flag is given. */
export function addOwnApiAnswerFlags(command: Command): Command {
  addFlagRules(command, OWN_FORM);
  return addForms(command, 'print the answer of the API, in this form');
}

const OWN_FORM: FlagRule = {
  flags: ['--json'],
  notWith: ['--output', '--query'],
  because: 'the answer of the API is printed then, by itself as JSON',
};

function addForms(command: Command, output: string): Command {
  return command
    .optionsGroup('Answer:')
    .addOption(new Option('--output <form>', output).choices(OUTPUT_FORMS))
    .option('--query <expression>', 'JMESPath: what of the answer is printed');
}

/** Tells whether an answer is to be printed as the API has it. */
export function asksForApiAnswer({ output, query }: ApiAnswerFlags): boolean {
  return output !== undefined || query !== undefined;
}
