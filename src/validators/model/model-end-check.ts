import { type Day, type Diagnostic, diagnose } from '../../core/index.ts';
import { arnRegionOf, endOfLife } from '../../models/lean.ts';

/** A model as it was named, and where and when it is to run. */
export interface NamedUse {
  /** Id as the API takes it, for messages. */
  readonly model: string;
  /** Bare id behind it; absent where it is not known. */
  readonly foundationModel?: string | undefined;
  /** Prefix of the inference profile it is named by. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly asOf: Day;
}

/** Says that AWS has ended a model, or is about to. */
export function endDiagnostics(use: NamedUse): readonly Diagnostic[] {
  const { model, foundationModel, asOf } = use;
  if (foundationModel === undefined) return [];
  // an ARN is of one region, whatever region is in force
  const region = arnRegionOf(model) ?? use.region;
  const end = endOfLife({ ...use, foundationModel, region });
  if (end === undefined) return [];
  const { row, elsewhere, instead } = end;
  const { lastDay, exact, source, readOn } = row;
  const location = { source: model };
  const args = { model: foundationModel, lastDay, exact, asOf, instead, source, readOn };
  if (end.kind === 'ended') return [diagnose('MODEL_ENDED', { location, args })];
  if (end.kind === 'ending') {
    return [diagnose('MODEL_ENDING', { location, args: { ...args, region: elsewhere } })];
  }
  const there = { ...args, region: elsewhere ?? '' };
  return [diagnose('MODEL_ENDED_ELSEWHERE', { location, args: there })];
}
