import { plainImage } from '../../media/plain-image.ts';
import type { PlainModel } from '../../plain/plain-model.ts';
import { either, object, oneOf, text, words } from '../../plain/plain-tree.ts';
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

/** A text or an image to embed; sound, video and what lies in S3 are looked at closer. */
const plain: PlainModel = () =>
  object(
    {
      taskType: oneOf('SINGLE_EMBEDDING'),
      singleEmbeddingParams: either(
        object({ embeddingPurpose: purpose, text: textInput }, { embeddingDimension: dimension }),
        object({ embeddingPurpose: purpose, image }, { embeddingDimension: dimension }),
      ),
    },
    { schemaVersion: oneOf('nova-multimodal-embed-v1') },
  );

/** Nova Multimodal Embeddings without a schema. */
export const plainNovaEmbedding: PlainFamily<'nova-multimodal-embeddings'> = {
  name: 'nova-multimodal-embeddings',
  title: 'Nova Multimodal Embeddings',
  plain,
  ceilings: novaEmbeddingCeilings,
};
