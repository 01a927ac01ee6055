import type { Command } from 'commander';
import { quote } from '../../../core/index.ts';
import type { ModelFamily } from '../../../models/index.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAsOfFlag,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  type CommonFlags,
  type RuleFlags,
} from '../../flags/flags.ts';
import type { Session } from '../../session/session.ts';
import { allKnown, knownOf, type ModelKnowledge } from './model-knowledge.ts';
import { tablesOf } from './model-tables.ts';

interface Flags extends CommonFlags, AwsFlags, Pick<RuleFlags, 'asOf'> {
  readonly model?: string | undefined;
  readonly live?: boolean | undefined;
}

/** Declares `models`. */
export function declareModels(program: Command, session: Session): void {
  const command = program
    .command('models')
    .summary('list the families and models known')
    .description(
      'Lists the model families and what is known of models and batch inference: regions, ends, ceilings, sources and dates.\n' +
        'No API of AWS says which models take batch jobs: only the reply to CreateModelInvocationJob is sure.',
    )
    .option(
      '--model <id>',
      'show what is known of this model only: id, inference-profile id or ARN',
    )
    .option('--live', 'ask AWS which models the region has, and show what differs from the tables');
  addAsOfFlag(command);
  addAwsFlags(command);
  addFlagRules(command, {
    flags: ['--region', '--profile', '--endpoint-url'],
    onlyWith: ['--live'],
    because: 'the tables are the same everywhere, and nothing is asked of AWS',
  });
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch models',
    'bedrock-batch models --model eu.amazon.nova-lite-v1:0',
    'bedrock-batch models --live --region us-east-1',
    'bedrock-batch models --json',
  );
  command.action((flags: Flags) => models(flags, session));
}

async function models(flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  if (flags.live === true) {
    const { showLiveModels } = await import('./live-models.ts');
    return showLiveModels(flags, session);
  }
  const { model } = flags;
  const { dayOf } = await import('../../../core/index.ts');
  const asOf = dayOf(flags.asOf);
  const knowledge = model === undefined ? await allKnown() : await knownOf(model, asOf);
  if (session.isJson) {
    const families = knowledge.families.map(familyJson);
    return session.printJson({ model, asOf, ...knowledge, families });
  }
  const tables = tablesOf(knowledge, asOf, session.widthOf('stdout'));
  await session.print(tables.join('\n\n'));
  if (model !== undefined) for (const line of notesOf(model, knowledge)) session.say(line);
}

/** A mistyped id gets the facts of what it begins like, or none: that has to be seen. */
function notesOf(model: string, { models: found, nearest }: ModelKnowledge): readonly string[] {
  const meant = nearest === undefined ? [] : [`Did you mean ${nearest}?`];
  if (found.length === 0) {
    return [
      `Nothing is known of ${quote(model, 200)}: its records are checked in general only`,
      ...meant,
    ];
  }
  if (nearest === undefined) return [];
  return [`${quote(model, 200)} is in no list of models: what is shown is taken for it`, ...meant];
}

function familyJson({ name, title, invocationType, answers, example }: ModelFamily) {
  return { name, title, invocationType, answers, example };
}
