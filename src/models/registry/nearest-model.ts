import { type Day, editDistance } from '../../core/index.ts';
import { isListed, listedIds } from '../facts/listed-ids.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { isProfilePrefix, parseModelId } from '../ids/model-id.ts';

/** Longer ids are none: the API takes no more of one part of a name. */
const LONGEST_COMPARED = 128;

/**
 * Finds the model id that was probably meant by one that no list has: with the prefix of its profile, and with the provider
 * where that was left out.
 *
 * What tells models apart counts first, date and version of the id last: `claude-sonnet-4` means Sonnet 4, not Sonnet 5.
 *
 * @param asOf Of ids that are equally near one that is still served on this day is taken.
 * @returns For an id that begins like those of a family always one of that family; for others the nearest in at most a third of its
 *   letters, or undefined.
 */
export function nearestModel(text: string, asOf: Day): string | undefined {
  const parsed = parseModelId(text);
  switch (parsed.kind) {
    case 'foundation-model':
      return nearestToBehindPrefix(text, asOf) ?? nearestTo(parsed.foundationModel, asOf);
    case 'inference-profile': {
      const nearest = nearestTo(parsed.foundationModel, asOf);
      return nearest === undefined ? undefined : `${parsed.prefix}.${nearest}`;
    }
    case 'name':
    case 'malformed':
      return (
        nearestToDashed(text, asOf) ?? nearestToName(text, asOf) ?? newestWithParts(text, asOf)
      );
    default:
      return undefined;
  }
}

function nearestTo(foundationModel: string, asOf: Day): string | undefined {
  if (isListed(foundationModel) || isOfOthers(foundationModel)) return undefined;
  const ids = idsOfFamily(foundationModel);
  if (ids.length > 0) return nearest(foundationModel, { asOf, ids });
  return nearEnough(foundationModel, nearest(foundationModel, { asOf }));
}

/** Models that are known by how their ids begin, and known not to be those of a family: no id of another model was meant. */
function isOfOthers(foundationModel: string): boolean {
  const row = modelRowOf(foundationModel)?.row;
  if (row === undefined || row.family !== undefined) return false;
  return row.batch.verdict === 'unlisted' || row.batch.verdict === 'unlikely';
}

/** An id of a profile has no dot in its version: `us.anthropic.claude-opus-4.7` is one all the same, written as people say it. */
function nearestToDashed(text: string, asOf: Day): string | undefined {
  const dashed = text.replaceAll(DOT_IN_NUMBER, '-');
  const found = parseModelId(dashed);
  if (dashed === text || found.kind !== 'inference-profile') return undefined;
  return isListed(found.foundationModel) ? dashed : nearestModel(dashed, asOf);
}

const DOT_IN_NUMBER = /(?<=\d)\.(?=\d)/g;

/** Without its provider an id with a colon is malformed, one without is a name; people write versions with a dot. */
function nearestToName(text: string, asOf: Day): string | undefined {
  const name = text.replaceAll(DOT_IN_NUMBER, '-');
  if (name.includes('.')) return undefined;
  const ids = listedIds.map(withoutProvider);
  const found = nearEnough(name, nearest(name, { asOf, ids }));
  return listedIds.find((id) => withoutProvider(id) === found);
}

/** `us.claude-sonnet-5`: what reads like a provider is the prefix of a profile, and the provider was left out. */
function nearestToBehindPrefix(text: string, asOf: Day): string | undefined {
  const dot = text.indexOf('.');
  const [prefix, name] = [text.slice(0, dot), text.slice(dot + 1)];
  if (!isProfilePrefix(prefix) || name.includes('.')) return undefined;
  const found = nearestToName(name, asOf) ?? newestWithParts(name, asOf);
  return found === undefined ? undefined : `${prefix}.${found}`;
}

/** `opus-5` and `gpt-oss`: parts of ids, of which the one that ends so, is still served, and is shortest is likeliest. */
function newestWithParts(text: string, asOf: Day): string | undefined {
  const name = text.replaceAll(DOT_IN_NUMBER, '-').toLowerCase();
  if (name.length > LONGEST_COMPARED || !/^[a-z][a-z\d-]*$/.test(name)) return undefined;
  const ranked = listedIds
    .map((id) => ({ id, stem: stemOf(withoutProvider(id)) }))
    .filter(({ stem }) => `-${stem}-`.includes(`-${name}-`))
    .map(({ id, stem }) => ({
      id,
      rank: [
        Number(hasEnded(id, asOf)),
        Number(!stem.endsWith(name)),
        Number(modelRowOf(id)?.row.batch.verdict !== 'yes'),
        stem.length,
      ],
    }));
  return ranked.sort((a, b) => compare(a.rank, b.rank))[0]?.id;
}

/** None where the id does not begin like those of a family. */
function idsOfFamily(foundationModel: string): readonly string[] {
  const family = modelRowOf(foundationModel)?.row.family;
  if (family === undefined) return [];
  const provider = foundationModel.slice(0, foundationModel.indexOf('.') + 1);
  return listedIds.filter((id) => id.startsWith(provider) && modelRowOf(id)?.row.family === family);
}

interface Field {
  readonly asOf: Day;
  /** Default: all that are listed. */
  readonly ids?: readonly string[] | undefined;
}

/** The id that it is the beginning of, or that has its parts in another order, or differs least: in its stem, then by whether it is still served, then in all of it. */
function nearest(text: string, { asOf, ids = listedIds }: Field): string | undefined {
  if (text.length > LONGEST_COMPARED) return undefined;
  const stem = stemOf(text);
  const ranked = ids.map((id) => ({
    id,
    rank: [
      Number(!id.startsWith(text)),
      Number(partsOf(stem) !== partsOf(stemOf(id))),
      editDistance(stem, stemOf(id)),
      Number(hasEnded(id, asOf)),
      Number(modelRowOf(id)?.row.batch.verdict !== 'yes'),
      editDistance(text, id),
    ],
  }));
  return ranked.sort((a, b) => compare(a.rank, b.rank))[0]?.id;
}

function nearEnough(text: string, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const stem = stemOf(id);
  const most = Math.max(1, Math.floor((stem.length + 1) / 3));
  const isNear =
    editDistance(stemOf(text), stem) <= most || partsOf(stemOf(text)) === partsOf(stem);
  return isNear ? id : undefined;
}

/** What tells a model from others: its id without provider's date, version and context length. */
function stemOf(id: string): string {
  return id.toLowerCase().replace(/(?:-\d{8})?(?:-v\d+)?(?::[^:]*)*$/, '');
}

/** `claude-4-sonnet` and `claude-sonnet-4` have the same ones. */
function partsOf(stem: string): string {
  return stem.split(/[-.]/).sort().join();
}

function hasEnded(id: string, asOf: Day): boolean {
  const row = modelRowOf(id)?.row.lifecycle;
  return row !== undefined && asOf > row.lastDay;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function withoutProvider(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}
