import type { RunReport } from '../../run/index.ts';
import type { Session } from '../session/session.ts';
import { reportJson } from '../texts/run-summary.ts';
import { folderForWaiting } from './outcome-file.ts';
import { formOf, type OutcomeFlags, STDOUT } from './outcome-flags.ts';
import { printLines } from './print-lines.ts';
import { sayLeftOut } from './say-left-out.ts';

/** Where the outcomes of a run go. */
interface Target extends OutcomeFlags {
  /** The file of `--output`, where it names one. */
  readonly file: string | undefined;
}

/** Writes the saved outcomes of a run where they are wanted, and prints where they are. */
export async function presentOutcomes(
  report: RunReport,
  { order, file, ...flags }: Target,
  session: Session,
): Promise<void> {
  const form = { ...formOf(flags), onLeftOut: sayLeftOut(session) };
  const { inBatches, readSavedOutcomes, writeOutcomes } = await import('../../results/index.ts');
  const outcomes = async () =>
    readSavedOutcomes(report.run, { order, tmp: await folderForWaiting(file) });
  if (flags.output === STDOUT) return printLines(inBatches(await outcomes()), form, session);
  if (file !== undefined) await writeOutcomes(file, await outcomes(), form);
  if (session.isJson) return session.printJson({ ...reportJson(report), output: file });
  for (const path of file === undefined ? report.outcomes : [file]) await session.print(path);
}
