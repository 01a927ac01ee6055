import { profilesOf } from '../ids/profile-region.ts';
import type { BatchRegions } from './model-row.ts';
import { modelRowOf } from './model-table.ts';

/** How a job names a model, and from where. */
export interface BatchPlace {
  /** Bare id, without profile prefix. */
  readonly foundationModel: string;
  /** Whether it is named by a cross-region inference profile. */
  readonly byProfile: boolean;
  /** Region of the job; absent where it is not known. */
  readonly region?: string | undefined;
}

/** What speaks against a place. */
export type PlaceDoubt =
  | {
      readonly kind: 'unlisted';
      readonly region: string;
      /** Where it was seen. */
      readonly regions: readonly string[];
      readonly row: BatchRegions;
    }
  | {
      readonly kind: 'profile-needed';
      /** Absent where it is so in every region. */
      readonly region?: string | undefined;
      /** Ids of profiles that fit the region, the likeliest first. */
      readonly profiles: readonly string[];
      readonly row: BatchRegions;
    };

/**
 * Says what speaks against running a model from a region, as far as its row tells.
 *
 * @param place How the job names the model, and its region.
 * @returns The doubt, or undefined where nothing is known against it. A doubt is no proof: the table has a date.
 */
export function placeDoubt(place: BatchPlace): PlaceDoubt | undefined {
  const regions = modelRowOf(place.foundationModel)?.row.regions;
  if (regions === undefined) return undefined;
  return place.byProfile ? doubtOfProfile(regions, place) : doubtOfModel(regions, place);
}

function doubtOfProfile(row: BatchRegions, { region }: BatchPlace): PlaceDoubt | undefined {
  const { profile, complete } = row;
  const isListed = region === undefined || profile === undefined || profile.includes(region);
  return isListed || !complete ? undefined : { kind: 'unlisted', region, regions: profile, row };
}

function doubtOfModel(row: BatchRegions, place: BatchPlace): PlaceDoubt | undefined {
  const { region } = place;
  const { single, profile = [], profileOnlyIn = [], complete } = row;
  const needed = (where: string | undefined): PlaceDoubt => {
    const profiles = profilesOf(place.foundationModel, region);
    return { kind: 'profile-needed', region: where, profiles, row };
  };
  if (single?.length === 0) return needed(undefined);
  if (region === undefined) return undefined;
  if (profileOnlyIn.includes(region)) return needed(region);
  if (!complete || single === undefined || single.includes(region)) return undefined;
  if (profile.includes(region)) return needed(region);
  return { kind: 'unlisted', region, regions: single, row };
}
