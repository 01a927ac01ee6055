import type { DocumentSupport } from '../../facts/document-support.ts';
import { modelTable, rowOf } from '../../facts/model-table.ts';
import { bytesOf, type MediaBlock, mediaBlocks } from '../../media/media-blocks.ts';
import {
  DOCUMENT_MEGABYTES,
  MORE_IMAGES_OF_CLAUDE,
  oversized,
  oversizedByOnePage,
  oversizedForClaude,
  PAGES_CONTRADICT,
} from '../../media/media-size.ts';
import { doubtful } from '../../rules/doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { MOST_IMAGES } from './bounds.ts';

/** No image or document in the record larger than the model takes; those in S3 are not looked at. */
export const converseMedia: ModelInputRule = (modelInput, { foundationModel }) => {
  const images = [...mediaBlocks(modelInput, 'image')];
  const judge =
    rowOf(foundationModel)?.images === undefined ? oversizedByOnePage : oversizedForClaude;
  return [
    ...images.flatMap((block) => {
      const bytes = bytesOf(block, 'image');
      return bytes === undefined ? [] : [...judge(bytes)];
    }),
    ...tooMany(images, foundationModel),
    ...[...mediaBlocks(modelInput, 'document')].flatMap((block) => [
      ...largeDocument(block, foundationModel),
    ]),
  ];
};

/** What Claude takes depends on all images of the record, what AWS has documented on those of a message. */
function tooMany(images: readonly MediaBlock[], foundationModel: string | undefined) {
  const received = `image ${MOST_IMAGES + 1}`;
  if (rowOf(foundationModel)?.images !== undefined) {
    const expected = `at most ${MOST_IMAGES} images in a record`;
    const doubt = `${PAGES_CONTRADICT}; ${MORE_IMAGES_OF_CLAUDE}`;
    return images
      .slice(MOST_IMAGES, MOST_IMAGES + 1)
      .map(({ path }) => doubtful(path, { expected, received, doubt }));
  }
  const expected = `at most ${MOST_IMAGES} images in a message`;
  const seen = new Map<number, number>();
  return images.flatMap(({ path, message }) => {
    const before = seen.get(message) ?? 0;
    seen.set(message, before + 1);
    const texts = { expected, received, doubt: PAGES_CONTRADICT };
    return before === MOST_IMAGES ? [doubtful(path, texts)] : [];
  });
}

const DOCUMENT = { noun: 'a document', megabytes: DOCUMENT_MEGABYTES } as const;

function* largeDocument(
  block: MediaBlock,
  foundationModel: string | undefined,
): Generator<RuleFinding> {
  const bytes = bytesOf(block, 'document');
  if (bytes === undefined) return;
  const { format } = block.medium;
  const support = rowOf(foundationModel)?.documents;
  if (typeof format === 'string' && support?.larger.includes(format) === true) return;
  const doubt = doubtOf(format, { support, isKnown: foundationModel !== undefined });
  yield* oversized(bytes, { ...DOCUMENT, doubt });
}

/** Formats that may be larger for some model. */
const LARGER_SOMEWHERE = [
  ...new Set(modelTable.flatMap(({ documents }) => documents?.larger ?? [])),
];

/** Why a document that is too large for most may be taken; a clause. */
function doubtOf(
  format: unknown,
  {
    support,
    isKnown,
  }: { readonly support: DocumentSupport | undefined; readonly isKnown: boolean },
): string | undefined {
  const larger = support?.larger ?? (isKnown ? [] : LARGER_SOMEWHERE);
  if (larger.length === 0) return undefined;
  if (typeof format !== 'string')
    return `its format is not named, and ${larger.join(' and ')} may be larger`;
  return larger.includes(format) ? `some models take larger ones as ${format}` : undefined;
}
