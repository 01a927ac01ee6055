import type { Day } from '../../core/index.ts';
import { isModel } from '../../quotas/index.ts';

/** When AWS ends a model. */
export interface LifecycleRow {
  /** Bare foundation model id, or the beginning of several that ends where a part of the name ends. */
  readonly id: string;
  /** Whether `id` is all of the id, perhaps with the length of a context behind it, or may begin longer ones. */
  readonly whole: boolean;
  /** Last day on which the model may still be served; past it, it is gone. */
  readonly lastDay: Day;
  /** Whether `lastDay` is AWS's own day. Else the day is not known exactly, and `lastDay` is the latest that it can be. */
  readonly exact: boolean;
  /** Regions that the day holds for; what was read says nothing of GovCloud, China and the European Sovereign Cloud. */
  readonly where: 'commercial';
  /** A model of the same family that is served, where one takes its place. */
  readonly successor?: Successor | undefined;
  /** Where that was read. */
  readonly source: string;
  /** Day it was read, `YYYY-MM-DD`. */
  readonly readOn: Day;
}

/** A model that takes the place of another one. */
export interface Successor {
  /** Bare id. */
  readonly id: string;
  /** Whether nearly every region runs it through a cross-region inference profile only. */
  readonly byProfile: boolean;
}

type Ending = Pick<LifecycleRow, 'lastDay' | 'exact'>;

/** Only AWS's page counts: providers retire models on days of their own. */
const PAGE = {
  where: 'commercial',
  source: 'AWS, "Model lifecycle", as quoted by awslabs/startups on 2026-07-17 and 2026-09-18',
  readOn: '2026-11-28',
} as const;

const HAIKU: Successor = { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', byProfile: true };
const SONNET: Successor = { id: 'anthropic.claude-sonnet-4-6', byProfile: true };
const OPUS: Successor = { id: 'anthropic.claude-opus-4-6-v1', byProfile: true };
const LLAMA: Successor = { id: 'meta.llama3-3-70b-instruct-v1:0', byProfile: true };
const LLAMA_WITH_IMAGES: Successor = { id: 'meta.llama4-scout-17b-instruct-v1:0', byProfile: true };
const NOVA: Successor = { id: 'amazon.nova-pro-v1:0', byProfile: false };

function on(lastDay: Day): Ending {
  return { lastDay, exact: true };
}

const BEFORE_JULY_2026: Ending = { lastDay: '2026-06-30', exact: false };

/** Claude is matched by whole ids: the beginning of one is the beginning of the next generation's too. */
function claude(id: string, ending: Ending, successor: Successor): LifecycleRow {
  return { id: `anthropic.claude-${id}`, whole: true, ...ending, ...PAGE, successor };
}

function models(id: string, ending: Ending, successor?: Successor): LifecycleRow {
  return { id, whole: false, ...ending, ...PAGE, successor };
}

/**
 * Models that AWS has ended or will end on a fixed day, with source and date. A model that is missing is served as far as is known.
 *
 * AWS ends a model on its day or shortly after, unless there is a private arrangement. For models that are still active AWS names
 * only a day that the end is not before; these are no rows. `ListFoundationModels` knows better: see `readLiveModels`.
 */
export const lifecycle: readonly LifecycleRow[] = [
  claude('3-7-sonnet-20250219-v1:0', on('2026-04-28'), SONNET),
  models('amazon.nova-premier-v1', on('2026-09-14'), NOVA),
  models('amazon.nova-sonic-v1', on('2026-09-14')),
  claude('3-opus-20240229-v1:0', BEFORE_JULY_2026, OPUS),
  claude('opus-4-20250514-v1:0', BEFORE_JULY_2026, OPUS),
  claude('3-5-haiku-20241022-v1:0', on('2026-06-19'), HAIKU),
  models('meta.llama3-1-405b', on('2026-07-07'), LLAMA),
  models('meta.llama3-2', on('2026-07-07'), LLAMA_WITH_IMAGES),
  claude('3-sonnet-20240229-v1:0', on('2026-07-30'), SONNET),
  claude('3-5-sonnet-20241022-v2:0', on('2026-07-30'), SONNET),
  claude('3-5-sonnet-20240620-v1:0', on('2026-07-30'), SONNET),
  claude('3-haiku-20240307-v1:0', on('2026-09-10'), HAIKU),
  claude('sonnet-4-20250514-v1:0', on('2026-10-14'), SONNET),
  models('ai21.jamba-1-5', on('2026-11-26')),
  models('twelvelabs.marengo-2-7', on('2026-11-30')),
  models('twelvelabs.marengo-embed-2-7', on('2026-11-30')),
  claude('opus-4-1-20250805-v1:0', on('2027-01-08'), OPUS),
];

/**
 * Looks a foundation model up in {@link lifecycle}.
 *
 * @param foundationModel Bare id, without profile prefix.
 * @returns Its row; undefined where no end of it is known.
 *
 * @example One generation ends, the next does not
 * ```ts
 * import { lifecycleOf } from 'bedrock-batch';
 *
 * console.assert(lifecycleOf('meta.llama3-2-1b-instruct-v1:0')?.lastDay === '2026-07-07');
 * console.assert(lifecycleOf('meta.llama3-3-70b-instruct-v1:0') === undefined);
 * ```
 */
export function lifecycleOf(foundationModel: string): LifecycleRow | undefined {
  return lifecycle.find(({ id, whole }) =>
    whole ? isModel(foundationModel, id) : beginsWithParts(foundationModel, id),
  );
}

/** `meta.llama3-2` begins `meta.llama3-2-1b…` and not `meta.llama3-20…`. */
function beginsWithParts(foundationModel: string, id: string): boolean {
  return foundationModel.startsWith(id) && /^$|^[-.:]/.test(foundationModel.slice(id.length));
}
