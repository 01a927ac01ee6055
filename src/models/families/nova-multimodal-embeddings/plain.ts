import { s3Medium, s3Source, VIDEO_FORMATS } from '../../media/marked-media.ts';
import { IMAGE_FORMATS, plainImage } from '../../media/plain-image.ts';
import type { PlainModel } from '../../plain/plain-model.ts';
import {
  either,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { charactersOfTokens } from '../../texts/long-text.ts';
import type { PlainFamily } from '../plain-family.ts';
import { MOST_TOKENS, novaEmbeddingCeilings } from './bounds.ts';
import { embeddingPurposes } from './purposes.ts';

const purpose = oneOf(...embeddingPurposes);
const dimension = oneOf(256, 384, 1024, 3072);

/** A text that nothing cuts has to be short enough. */
const textInput = either(
  object({ truncationMode: oneOf('START', 'END'), value: words }),
  object({
    truncationMode: oneOf('NONE'),
    value: text({ min: 1, max: charactersOfTokens(MOST_TOKENS), refuses: 'blank' }),
  }),
);

const image = plainImage({ detailLevel: oneOf('STANDARD_IMAGE', 'DOCUMENT_IMAGE') });

/** A text or an image to embed; sound and video are looked at closer. */
const plain: PlainModel = () => embedding({ text: textInput }, { image });

const detail = { detailLevel: oneOf('STANDARD_IMAGE', 'DOCUMENT_IMAGE') };
const embeddingMode = oneOf('AUDIO_VIDEO_COMBINED', 'AUDIO_VIDEO_SEPARATE');

/** What lies in S3. */
const inS3: PlainModel = () =>
  embedding(
    { text: object({ truncationMode: oneOf('START', 'END', 'NONE'), source: s3Source }) },
    { image: s3Medium(IMAGE_FORMATS, {}, detail) },
    { audio: s3Medium(['mp3', 'wav', 'ogg']) },
    { video: s3Medium(VIDEO_FORMATS, { embeddingMode }) },
  );

/** An embedding of one of these, each the only member of its kind. */
function embedding(...inputs: readonly PlainMembers[]): PlainTree {
  const params = inputs.map((input) =>
    object({ embeddingPurpose: purpose, ...input }, { embeddingDimension: dimension }),
  );
  return object(
    { taskType: oneOf('SINGLE_EMBEDDING'), singleEmbeddingParams: either(...params) },
    { schemaVersion: oneOf('nova-multimodal-embed-v1') },
  );
}

/** Nova Multimodal Embeddings without a schema. */
export const plainNovaEmbedding: PlainFamily<'nova-multimodal-embeddings'> = {
  name: 'nova-multimodal-embeddings',
  title: 'Nova Multimodal Embeddings',
  plain,
  marked: inS3,
  ceilings: novaEmbeddingCeilings,
};
