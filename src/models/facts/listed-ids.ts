import { isModel, quotaCodes } from '../../quotas/index.ts';
import { lifecycle } from './lifecycle.ts';

/** Day on which the ids below were read. */
export const LISTED_ON = '2026-11-28';

/**
 * Ids that neither the quota codes nor the lifecycle have.
 *
 * Sources: AWS, "Supported Regions and models for batch inference", as a catalogue parsed it on 2026-08-20 (model-sync), and for the
 * newest generations of Claude what users wrote until November 2026.
 */
const OTHERS = (
  'anthropic.claude-opus-5-5 anthropic.claude-sonnet-5-5 anthropic.claude-haiku-5-5 anthropic.claude-fable-5-2 anthropic.claude-fable-5-1 ' +
  'anthropic.claude-opus-5 anthropic.claude-sonnet-5 anthropic.claude-fable-5 anthropic.claude-opus-4-8 anthropic.claude-opus-4-7 ' +
  'amazon.nova-premier-v1:0 amazon.nova-2-multimodal-embeddings-v1:0 deepseek.v3-v1:0 deepseek.v3.2 google.gemma-3-12b-it ' +
  'google.gemma-3-27b-it google.gemma-3-4b-it meta.llama4-maverick-17b-instruct-v1:0 meta.llama4-scout-17b-instruct-v1:0 ' +
  'minimax.minimax-m2 minimax.minimax-m2.5 mistral.magistral-small-2509 mistral.ministral-3-14b-instruct ' +
  'mistral.ministral-3-3b-instruct mistral.ministral-3-8b-instruct mistral.mistral-large-3-675b-instruct ' +
  'mistral.voxtral-mini-3b-2507 mistral.voxtral-small-24b-2507 moonshot.kimi-k2-thinking moonshotai.kimi-k2-thinking ' +
  'moonshotai.kimi-k2.5 nvidia.nemotron-nano-3-30b nvidia.nemotron-nano-12b-v2 nvidia.nemotron-nano-9b-v2 ' +
  'nvidia.nemotron-super-3-120b openai.gpt-oss-safeguard-120b openai.gpt-oss-safeguard-20b qwen.qwen3-coder-480b-a35b-v1:0 ' +
  'qwen.qwen3-coder-next qwen.qwen3-next-80b-a3b qwen.qwen3-vl-235b-a22b zai.glm-4.7'
).split(' ');

/** Whole foundation model ids that are known to be there, or to have been: no list is complete. */
export const listedIds: readonly string[] = [
  ...new Set([
    ...quotaCodes.flatMap(({ modelId }) => modelId ?? []),
    ...OTHERS,
    ...lifecycle.flatMap(({ id, whole }) => (whole ? id : [])),
  ]),
];

/** Tells whether an id is listed, perhaps with the length of a context behind it, such as `:48k`. */
export function isListed(foundationModel: string): boolean {
  return listedIds.some((id) => isModel(foundationModel, id));
}
