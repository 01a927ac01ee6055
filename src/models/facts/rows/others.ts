import type { BatchEvidence, ModelRow } from '../model-row.ts';
import { endOn } from './ends.ts';
import { NO_QUOTA, unlisted } from './evidence.ts';

function several(
  id: string,
  batch: BatchEvidence,
  row: Pick<ModelRow, 'shape' | 'converse' | 'lifecycle'>,
): ModelRow {
  return { id, whole: false, batch, ...row };
}

const MARENGO = { shape: 'Marengo embeddings', converse: false, lifecycle: endOn('2026-11-30') };

/** Models that are not known to batch, and of whose model inputs this version has no schema. */
export const otherRows: readonly ModelRow[] = [
  several('cohere.embed', NO_QUOTA, { shape: 'Cohere embeddings', converse: false }),
  several('cohere', NO_QUOTA, { shape: 'Cohere', converse: true }),
  several('ai21', NO_QUOTA, { shape: 'AI21', converse: true }),
  several('ai21.jamba-1-5', NO_QUOTA, {
    shape: 'AI21',
    converse: true,
    lifecycle: endOn('2026-11-26'),
  }),
  several('stability', NO_QUOTA, { shape: 'Stability images', converse: false }),
  several('twelvelabs', unlisted(), { shape: 'TwelveLabs', converse: false }),
  several('twelvelabs.marengo-2-7', unlisted(), MARENGO),
  several('twelvelabs.marengo-embed-2-7', unlisted(), MARENGO),
  several('writer', unlisted(), { shape: 'Writer', converse: true }),
  several('deepseek.r1', unlisted(), { shape: 'DeepSeek-R1', converse: true }),
  several('google.gemma-4', unlisted(), { shape: 'Gemma 4', converse: true }),
  several('openai.gpt', unlisted(), { shape: 'OpenAI', converse: true }),
  several('xai.grok', unlisted(), { shape: 'Grok', converse: true }),
];
