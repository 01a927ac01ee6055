import { type Day, daysBefore } from '../../core/index.ts';
import { profilePrefixesOf } from '../ids/profile-region.ts';
import type { Lifecycle } from './model-row.ts';
import { modelRowOf } from './model-table.ts';

/** Days before its last one on which a model's end is warned of. */
const NOTICE_DAYS = 90;

/** A model, and the place and day it is to run. */
export interface ModelUse {
  /** Bare id, without profile prefix. */
  readonly foundationModel: string;
  /** Prefix of the inference profile it is named by, such as `us`. */
  readonly profile?: string | undefined;
  /** Region of the job; a commercial one is assumed where it is not known. */
  readonly region?: string | undefined;
  readonly asOf: Day;
}

/** That a model is at its end, or past it. */
export interface EndOfLife {
  /** `elsewhere`: it has ended in the commercial regions, and the use is in none. */
  readonly kind: 'ended' | 'ended-elsewhere' | 'ending';
  readonly row: Lifecycle;
  /** Region that is no commercial one. */
  readonly elsewhere?: string | undefined;
  /** Id of a model to use instead, by a profile where it needs one; absent where none is known. */
  readonly instead?: string | undefined;
}

/**
 * Tells whether a model is at its end on a day, as far as its row tells.
 *
 * @returns Past the last day `ended`; on it and 90 days before `ending`; undefined earlier, and where no end is known.
 */
export function endOfLife(use: ModelUse): EndOfLife | undefined {
  const row = modelRowOf(use.foundationModel)?.row.lifecycle;
  if (row === undefined || use.asOf < daysBefore(row.lastDay, NOTICE_DAYS)) return undefined;
  const elsewhere = outsideCommercial(use);
  // what other partitions have was not read
  const instead = elsewhere === undefined ? insteadOf(row, use) : undefined;
  const more = { row, elsewhere, instead };
  if (use.asOf <= row.lastDay) return { kind: 'ending', ...more };
  return { kind: elsewhere === undefined ? 'ended' : 'ended-elsewhere', ...more };
}

/** Names of regions outside of the commercial ones begin so: GovCloud, China, the European Sovereign Cloud. */
const OTHER_PARTITIONS = ['us-gov-', 'cn-', 'eusc-'];

function outsideCommercial({ profile, region }: ModelUse): string | undefined {
  if (region === undefined) return profile === 'us-gov' ? profile : undefined;
  return OTHER_PARTITIONS.some((start) => region.startsWith(start)) ? region : undefined;
}

/** The successor by the profile that was used, else by one of the region where it needs one. */
function insteadOf({ successor }: Lifecycle, use: ModelUse): string | undefined {
  if (successor === undefined) return undefined;
  const { id, byProfile } = successor;
  const isForBoth = use.profile !== undefined && !GONE_PROFILES.has(use.profile);
  if (isForBoth) return `${use.profile}.${id}`;
  if (!byProfile) return id;
  const prefix = fittingPrefixes(use).find((name) => !GONE_PROFILES.has(name));
  return `${prefix ?? 'global'}.${id}`;
}

/** Of a profile that is gone the part of the world is known, where the region is not. */
function fittingPrefixes({ profile, region }: ModelUse): readonly string[] {
  return region === undefined && profile !== undefined ? [] : profilePrefixesOf(region);
}

/** Models of Asia and the Pacific have profiles of single countries, or `global`, since Claude 4.5. */
const GONE_PROFILES: ReadonlySet<string> = new Set(['apac']);
