import type { S3HomeOptions } from '../../io/index.ts';
import type { AnswerForm } from '../../results/index.ts';
import type { RunReport } from '../../run/index.ts';
import type { Session } from '../session/session.ts';
import { reportJson } from '../texts/run-summary.ts';
import { folderForWaiting } from './outcome-file.ts';
import { formOf, type OutcomeFlags, STDOUT } from './outcome-flags.ts';
import { printLines } from './print-lines.ts';
import { sayLeftOut } from './say-left-out.ts';

/** Where the outcomes of a run go, and what answers have to be. */
export interface OutcomeTarget extends OutcomeFlags {
  /** The file of `--output`, where it names one. */
  readonly file: string | undefined;
  /** How an object is reached, where it is one. */
  readonly reach: S3HomeOptions;
  readonly answerForm: AnswerForm | undefined;
}

/** Writes the saved outcomes of a run where they are wanted, and prints where they are. */
export async function presentOutcomes(
  report: RunReport,
  { order, file, reach, answerForm, ...flags }: OutcomeTarget,
  session: Session,
): Promise<void> {
  const form = { ...formOf(flags), onLeftOut: sayLeftOut(session) };
  const { savedPieces, writeSavedOutcomes } = await import('../../results/index.ts');
  const { run } = report;
  const tmp = await folderForWaiting(file);
  const options = { ...form, order, tmp, answer: answerForm };
  if (flags.output === STDOUT) return printLines(await savedPieces(run, options), session);
  if (file !== undefined)
    await writeSavedOutcomes(file, run, { ...options, s3: reach, signal: session.signal });
  if (session.isJson) return session.printJson({ ...reportJson(report), output: file });
  for (const path of file === undefined ? report.outcomes : [file]) await session.print(path);
}
