import type { Command } from 'commander';
import type { Day } from '../../../core/index.ts';
import type {
  BatchRegions,
  InputCeiling,
  KnownModel,
  LifecycleRow,
  ModelFamily,
  TokenCeiling,
} from '../../../models/index.ts';
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
import { formatTable } from '../../terminal/table.ts';

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

/** What is known of the models whose ids begin alike, and of the ends of those that have one. */
type ModelRow = KnownModel & { readonly lifecycle: readonly LifecycleRow[] };

/** What is known, of all models or of one. */
interface Knowledge {
  readonly families: readonly ModelFamily[];
  readonly models: readonly ModelRow[];
  readonly lifecycle: readonly LifecycleRow[];
  readonly regions: readonly BatchRegions[];
  readonly tokenCeilings: readonly TokenCeiling[];
  readonly inputCeilings: readonly InputCeiling[];
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
  const knowledge = model === undefined ? await allKnown() : await knownOf(model);
  if (session.isJson) {
    const families = knowledge.families.map(familyJson);
    return session.printJson({ model, asOf, ...knowledge, families });
  }
  const tables = tablesOf(knowledge, { asOf, width: session.widthOf('stdout') });
  await session.print(tables.join('\n\n'));
  if (model !== undefined && knowledge.models.length === 0) {
    session.say(`Nothing is known of ${model}: its records are checked in general only`);
  }
}

async function allKnown(): Promise<Knowledge> {
  const known = await import('../../../models/index.ts');
  const { families, knownModels, lifecycle, batchRegions, tokenCeilings, inputCeilings } = known;
  const models = knownModels.map((row) => ({ ...row, lifecycle: endsOf(row, known) }));
  return { families, models, lifecycle, regions: batchRegions, tokenCeilings, inputCeilings };
}

function endsOf(
  row: KnownModel,
  { lifecycle, knowledgeOf }: typeof import('../../../models/index.ts'),
): readonly LifecycleRow[] {
  return lifecycle.filter(({ id }) => knowledgeOf(id) === row);
}

async function knownOf(model: string): Promise<Knowledge> {
  const known = await import('../../../models/index.ts');
  const id = known.foundationModelOf(model);
  const row = id === undefined ? undefined : known.knowledgeOf(id);
  const isOwn = ({ name }: ModelFamily) =>
    name === row?.family || (name === 'converse' && row?.converse === true);
  const families = known.families.filter(isOwn);
  const names = families.map(({ name }) => name);
  const lifecycle = present(id === undefined ? undefined : known.lifecycleOf(id));
  return {
    families,
    models: row === undefined ? [] : [{ ...row, lifecycle }],
    lifecycle,
    regions: present(id === undefined ? undefined : known.batchRegionsOf(id)),
    tokenCeilings: present(id === undefined ? undefined : known.tokenCeilingOf(id)),
    inputCeilings: known.inputCeilings.filter(({ family }) => names.includes(family)),
  };
}

function present<Row>(row: Row | undefined): readonly Row[] {
  return row === undefined ? [] : [row];
}

function familyJson({ name, title, invocationType, answers, example }: ModelFamily) {
  return { name, title, invocationType, answers, example };
}

interface Look {
  readonly asOf: Day;
  /** Of the terminal. */
  readonly width: number | undefined;
}

function tablesOf(knowledge: Knowledge, { asOf, width }: Look): readonly string[] {
  const table = (heads: readonly string[], rows: readonly Cells[]) =>
    rows.length === 0 ? '' : formatTable(heads, rows, width);
  const tables = [
    table(FAMILY_HEADS, knowledge.families.map(familyCells)),
    table(
      MODEL_HEADS,
      knowledge.models.map((row) => modelCells(row, knowledge.families, asOf)),
    ),
    table(END_HEADS, knowledge.lifecycle.map(endCells)),
    table(REGION_HEADS, knowledge.regions.map(regionCells)),
    table(TOKEN_HEADS, knowledge.tokenCeilings.map(tokenCells)),
    table(INPUT_HEADS, knowledge.inputCeilings.map(inputCells)),
  ];
  return tables.filter((text) => text !== '');
}

type Cells = readonly (string | number | undefined)[];

const FAMILY_HEADS = ['FAMILY', 'NAME', 'INVOCATION TYPE', 'ANSWERS WITH'];

function familyCells({ title, name, invocationType, answers }: ModelFamily): Cells {
  return [title, name, invocationType, answers];
}

const MODEL_HEADS = [
  'MODELS THAT BEGIN WITH',
  'MODEL INPUT',
  'CONVERSE',
  'BATCH',
  'LIFECYCLE',
  'READ ON',
  'SOURCE',
];

function modelCells(row: ModelRow, families: readonly ModelFamily[], asOf: Day): Cells {
  const { family, shape, prefix, converse, batch, lifecycle, readOn, source } = row;
  const title = families.find(({ name }) => name === family)?.title;
  const input = title ?? (shape === undefined ? '' : `${shape} (no schema)`);
  const ends = [...new Set(lifecycle.map((end) => endText(end, asOf)))].join(', ');
  return [prefix, input, converse ? 'yes' : 'no', batch, ends, readOn, source];
}

function endText({ lastDay, exact }: LifecycleRow, asOf: Day): string {
  return `${asOf > lastDay ? 'ended' : 'ends'} ${exact ? '' : 'by '}${lastDay}`;
}

const END_HEADS = ['MODEL', 'LAST DAY', 'EXACT', 'INSTEAD', 'READ ON', 'SOURCE'];

function endCells({ id, whole, lastDay, exact, successor, readOn, source }: LifecycleRow): Cells {
  return [whole ? id : `${id}…`, lastDay, exact ? 'yes' : 'no', successor?.id, readOn, source];
}

const REGION_HEADS = [
  'MODELS THAT BEGIN WITH',
  'IN REGION',
  'THROUGH A PROFILE',
  'LIST',
  'READ ON',
  'SOURCE',
];

function regionCells(row: BatchRegions): Cells {
  const { prefix, inRegion, byProfile, profileOnlyIn, complete, note, readOn, source } = row;
  const profiles = byProfile?.join(' ') ?? note ?? 'not known';
  const only = profileOnlyIn === undefined ? '' : `not in ${profileOnlyIn.join(' ')}`;
  const list = complete ? 'all' : 'some';
  return [prefix, namesOf(inRegion, only), profiles, list, readOn, source];
}

function namesOf(inRegion: readonly string[] | undefined, otherwise: string): string {
  if (inRegion === undefined) return otherwise === '' ? 'not known' : otherwise;
  return inRegion.length === 0 ? 'nowhere' : inRegion.join(' ');
}

const TOKEN_HEADS = [
  'MODELS THAT BEGIN WITH',
  'MOST TOKENS OF AN ANSWER',
  'SURE',
  'READ ON',
  'SOURCE',
];

function tokenCells({ prefix, maxTokens, doubt, readOn, source }: TokenCeiling): Cells {
  return [prefix, maxTokens ?? 'not known', doubt === undefined ? 'yes' : 'no', readOn, source];
}

const INPUT_HEADS = ['FAMILY', 'MOST', 'OF', 'PER', 'SURE', 'READ ON', 'SOURCE'];

function inputCells({ family, most, of, per, doubt, readOn, source }: InputCeiling): Cells {
  return [family, most, of, per, doubt === undefined ? 'yes' : 'no', readOn, source];
}
