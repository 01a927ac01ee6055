import { type Command, Option } from 'commander';
import type { AnswerForm } from '../../results/index.ts';

/** Flags that say what answers have to be. */
export interface AnswerFlags {
  readonly answer?: 'json' | undefined;
  readonly answerSchema?: string | undefined;
}

/** Names of these flags. */
export const ANSWER_FLAGS: readonly string[] = ['--answer', '--answer-schema'];

/** Adds the flags that say what answers have to be. */
export function addAnswerFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--answer <form>',
        'json: read each answer as JSON, also out of a fenced block, and count as failed what is none',
      ).choices(['json']),
    )
    .option(
      '--answer-schema <file>',
      'the same, and count as failed what does not fit the schema that the file exports: zod or any Standard Schema; .ts needs tsx',
    );
}

/** Gives what the library is told of answers; the file of a schema is run for it. */
export async function answerOf({
  answer,
  answerSchema,
}: AnswerFlags): Promise<AnswerForm | undefined> {
  if (answerSchema === undefined) return answer;
  const { loadSchema } = await import('../../builders/index.ts');
  return loadSchema(answerSchema, 'answer');
}
