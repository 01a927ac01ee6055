import { longestPrefix } from '../ids/longest-prefix.ts';
import { profilesOf } from '../ids/profile-region.ts';

/** Where the models whose ids begin alike were seen in batch inference. */
export interface BatchRegions {
  /** Beginning of the bare foundation model id; the longest that fits counts. */
  readonly prefix: string;
  /** Regions where a job may name the model itself; none where it needs a profile everywhere. Absent where that is not known. */
  readonly inRegion?: readonly string[] | undefined;
  /** Regions from which a job may name a cross-region inference profile of it. Absent where that is not known. */
  readonly byProfile?: readonly string[] | undefined;
  /** Regions where the model itself was seen not to be offered, only its profiles. */
  readonly profileOnlyIn?: readonly string[] | undefined;
  /** Regions where a custom model made from it was seen. */
  readonly custom?: readonly string[] | undefined;
  /** Whether the source lists all regions; otherwise others may be offered too. */
  readonly complete: boolean;
  /** More to know, as a clause. */
  readonly note?: string | undefined;
  /** Where that was read. */
  readonly source: string;
  /** Day or month it was read, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly readOn: string;
}

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

type Evidence = Pick<BatchRegions, 'complete' | 'source' | 'readOn'>;

const PAGE = 'AWS, "Supported Regions and models for batch inference"';
const TABLE_2025: Evidence = {
  complete: true,
  source: `${PAGE}, copy of 2025`,
  readOn: '2025-06-05',
};
const TABLE_2026: Evidence = { complete: true, source: PAGE, readOn: '2026-11-20' };
const SEEN: Evidence = {
  complete: false,
  source: 'a project log with real batch jobs',
  readOn: '2026-09-02',
};

const NOVA_PROFILES = regions(
  'us-east-1 us-east-2 us-west-2 ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ' +
    'eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3',
);
const WITHOUT_CLAUDE_4 = ['eu-west-1', 'eu-west-2'];
const MOJ =
  'in eu-west-1 and eu-west-2 only the Claude 3 generation was offered without a profile ' +
  '(ministryofjustice/analytical-platform #9571)';

function regions(names: string): readonly string[] {
  return names.split(' ');
}

function rows(prefixes: string, row: Omit<BatchRegions, 'prefix'>): readonly BatchRegions[] {
  return prefixes.split(' ').map((prefix) => ({ prefix, ...row }));
}

/**
 * Where models were seen in batch inference, with source and date. A model that is missing may be offered anywhere.
 *
 * AWS has no API that tells, and some of it is old: the answer of CreateModelInvocationJob is the only sure one. Most models are
 * reported to run only through a cross-region inference profile (BerriAI/litellm-docs #1408).
 */
export const batchRegions: readonly BatchRegions[] = [
  ...rows('amazon.nova-lite-v1 amazon.nova-micro-v1 amazon.nova-pro-v1', {
    ...TABLE_2025,
    inRegion: ['us-east-1', 'us-gov-west-1'],
    byProfile: NOVA_PROFILES,
  }),
  ...rows('amazon.nova-premier-v1', {
    ...TABLE_2025,
    inRegion: [],
    byProfile: ['us-east-1', 'us-east-2', 'us-west-2'],
  }),
  ...rows('amazon.nova-2-lite', {
    ...TABLE_2026,
    complete: false,
    inRegion: [],
    note: 'through profiles in many regions',
  }),
  ...rows('amazon.nova-2-multimodal-embeddings', { ...TABLE_2026, inRegion: ['us-east-1'] }),
  ...rows('amazon.titan-embed-image-v1', {
    ...TABLE_2025,
    inRegion: regions(
      'us-east-1 us-west-2 ap-northeast-2 ap-south-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 ' +
        'eu-west-3 sa-east-1',
    ),
    custom: ['us-east-1', 'us-west-2'],
  }),
  ...rows(
    'anthropic.claude-sonnet-4 anthropic.claude-opus-4 anthropic.claude-haiku-4 anthropic.claude-sonnet-5',
    { complete: false, profileOnlyIn: WITHOUT_CLAUDE_4, source: MOJ, readOn: '2026-11-20' },
  ),
  ...rows('anthropic.claude-opus-5', {
    ...SEEN,
    byProfile: ['us-west-2'],
    profileOnlyIn: WITHOUT_CLAUDE_4,
    source: `${SEEN.source}; ${MOJ}`,
  }),
  ...rows('moonshotai.kimi-k2 moonshot.kimi-k2', { ...SEEN, inRegion: ['us-west-2'] }),
  ...rows('meta.llama3-2 meta.llama3-3', {
    complete: false,
    note: 'geofenced: not offered everywhere',
    source: 'a reading of the field',
    readOn: '2026-11-20',
  }),
];

/**
 * Looks a foundation model up in {@link batchRegions}.
 *
 * @param foundationModel Bare id, without profile prefix.
 * @returns The row with the longest prefix that fits; undefined where none does.
 *
 * @example Where Nova Multimodal Embeddings run
 * ```ts
 * import { batchRegionsOf } from 'bedrock-batch';
 *
 * const row = batchRegionsOf('amazon.nova-2-multimodal-embeddings-v1:0');
 * console.assert(row?.inRegion?.[0] === 'us-east-1');
 * ```
 */
export function batchRegionsOf(foundationModel: string): BatchRegions | undefined {
  return longestPrefix(batchRegions, foundationModel);
}

/**
 * Says what speaks against running a model from a region, as far as {@link batchRegions} tell.
 *
 * @param place How the job names the model, and its region.
 * @returns The doubt, or undefined where nothing is known against it. A doubt is no proof: the table has a date.
 */
export function placeDoubt(place: BatchPlace): PlaceDoubt | undefined {
  const row = batchRegionsOf(place.foundationModel);
  if (row === undefined) return undefined;
  return place.byProfile ? doubtOfProfile(row, place) : doubtOfModel(row, place);
}

function doubtOfProfile(row: BatchRegions, { region }: BatchPlace): PlaceDoubt | undefined {
  const { byProfile, complete } = row;
  const isListed = region === undefined || byProfile === undefined || byProfile.includes(region);
  return isListed || !complete ? undefined : { kind: 'unlisted', region, regions: byProfile, row };
}

function doubtOfModel(row: BatchRegions, place: BatchPlace): PlaceDoubt | undefined {
  const { region } = place;
  const { inRegion, byProfile = [], profileOnlyIn = [], complete } = row;
  const needed = (where: string | undefined): PlaceDoubt => {
    const profiles = profilesOf(place.foundationModel, region);
    return { kind: 'profile-needed', region: where, profiles, row };
  };
  if (inRegion?.length === 0) return needed(undefined);
  if (region === undefined) return undefined;
  if (profileOnlyIn.includes(region)) return needed(region);
  if (!complete || inRegion === undefined || inRegion.includes(region)) return undefined;
  if (byProfile.includes(region)) return needed(region);
  return { kind: 'unlisted', region, regions: inRegion, row };
}
