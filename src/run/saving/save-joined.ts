import type { Source } from '../../builders/index.ts';
import { canonicalJson, DatasetError, SourceError } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { OutcomeNote, SaveOutcomesOptions } from '../../results/index.ts';
import type { TargetOptions } from '../run-options.ts';
import type { RunReport } from '../run-report.ts';
import { saveAgreed } from './save-agreed.ts';

/** Where the rows come from. */
export interface JoinedSource {
  readonly source: Source;
  /** Identity of the source when the dataset was built. */
  readonly asBuilt: unknown;
}

type Saved = Pick<RunReport, 'outcomes' | 'rows' | 'notes'>;

/**
 * Saves the outcomes of a run, with their rows where these can be joined: answers that are paid for are worth having without.
 *
 * @throws What {@link saveAgreed} throws without a source.
 */
export async function saveJoined(
  run: Run,
  joined: JoinedSource | undefined,
  options: SaveOutcomesOptions & Pick<TargetOptions, 'bedrock'>,
): Promise<Saved> {
  const notes: OutcomeNote[] = [];
  const onNote = (note: OutcomeNote) => {
    if (notes.every(({ message }) => message !== note.message)) notes.push(note);
  };
  const noted = { ...options, onNote, source: undefined };
  const withoutRows = async (rows: RunReport['rows']) => {
    notes.length = 0;
    return { outcomes: await saveAgreed(run, noted), rows, notes };
  };
  if (joined === undefined) return withoutRows('no-source');
  const { source, asBuilt } = joined;
  if (!source.isRepeatable) return withoutRows('not-repeatable');
  if (!(await isLikely(run, { source, asBuilt }))) return withoutRows('source-changed');
  try {
    const outcomes = await saveAgreed(run, { ...noted, source });
    return { outcomes, rows: 'joined', notes };
  } catch (error) {
    const why = whyWithoutRows(error);
    if (why === undefined) throw error;
    return withoutRows(why);
  }
}

/** The source may be anything by now, or gone, and so may a shard that its rows would be joined to. */
function whyWithoutRows(error: unknown): RunReport['rows'] | undefined {
  if (error instanceof SourceError) return 'source-changed';
  const isChanged = error instanceof DatasetError && error.code === 'DATASET_CHANGED';
  return isChanged ? 'dataset-changed' : undefined;
}

/** A dataset that remembers no rows has only the identity of its source to go by. */
async function isLikely(run: Run, { source, asBuilt }: JoinedSource): Promise<boolean> {
  if (run.dataset.manifest.rows !== undefined) return true;
  return canonicalJson(await source.identity?.()) === canonicalJson(asBuilt);
}
