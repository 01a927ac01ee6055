import { type Diagnostic, diagnose } from '../../core/index.ts';
import { arnRegionOf, parseModelId, placeDoubt, profileFitsRegion } from '../../models/lean.ts';

/** A model as it was named, and where it is to run. */
export interface NamedPlace {
  readonly model: string;
  /** Bare id behind it; absent where it is not known. */
  readonly foundationModel?: string | undefined;
  readonly custom: boolean;
  /** Region of the job; absent where it is not known. */
  readonly region?: string | undefined;
}

/** Says the first thing that speaks against running a model from a region: its ARN, its profile, or where it was seen. */
export function placeDiagnostics(place: NamedPlace): readonly Diagnostic[] {
  const { model, region } = place;
  const location = { source: model };
  const arnRegion = arnRegionOf(model);
  if (arnRegion !== undefined && region !== undefined && arnRegion !== region) {
    return [diagnose('MODEL_ARN_REGION', { location, args: { model, arnRegion, region } })];
  }
  const where = region ?? arnRegion;
  const parsed = parseModelId(model);
  const prefix = parsed.kind === 'inference-profile' ? parsed.prefix : undefined;
  if (prefix !== undefined && where !== undefined && !profileFitsRegion(prefix, where)) {
    const args = { model, prefix, region: where };
    return [diagnose('MODEL_PROFILE_REGION', { location, args })];
  }
  return doubtDiagnostics({ ...place, region: where }, prefix !== undefined);
}

function doubtDiagnostics(
  { model, foundationModel, custom, region }: NamedPlace,
  byProfile: boolean,
): readonly Diagnostic[] {
  // Of an opaque id it is not known whether it stands for the model itself or for a profile.
  if (custom || foundationModel === undefined || !model.endsWith(foundationModel)) return [];
  const doubt = placeDoubt({ foundationModel, byProfile, region });
  if (doubt === undefined) return [];
  const location = { source: model };
  const { source, readOn } = doubt.row;
  if (doubt.kind === 'unlisted') {
    const args = { model, region: doubt.region, regions: doubt.regions, source, readOn };
    return [diagnose('MODEL_REGION_UNLISTED', { location, args })];
  }
  const args = { model, region: doubt.region, profiles: doubt.profiles, source, readOn };
  return [diagnose('MODEL_PROFILE_NEEDED', { location, args })];
}
