import { nearestName } from '../core/index.ts';
import { quotaCodes } from '../quotas/lean.ts';
import { parseModelId } from './model-id.ts';
import { knowledgeOf } from './model-lookup.ts';

/** Whole ids that no row of the quota codes has. */
const OTHERS = [
  'amazon.nova-premier-v1:0',
  'amazon.nova-2-multimodal-embeddings-v1:0',
  'anthropic.claude-opus-5',
  'anthropic.claude-sonnet-5',
  'zai.glm-4.7',
];

/**
 * Finds the model id that was probably meant by one of which nothing is known: with the prefix of its profile, and with the provider
 * where that was left out.
 */
export function nearestModel(text: string): string | undefined {
  const parsed = parseModelId(text);
  switch (parsed.kind) {
    case 'foundation-model':
      return nearestTo(parsed.foundationModel);
    case 'inference-profile': {
      const nearest = nearestTo(parsed.foundationModel);
      return nearest === undefined ? undefined : `${parsed.prefix}.${nearest}`;
    }
    case 'name':
    case 'malformed':
      return nearestToName(text);
    default:
      return undefined;
  }
}

function nearestTo(foundationModel: string): string | undefined {
  if (knowledgeOf(foundationModel) !== undefined) return undefined;
  return nearestName(foundationModel, wholeIds());
}

/** Without its provider an id with a colon is malformed, one without is a name. */
function nearestToName(name: string): string | undefined {
  if (name.includes('.')) return undefined;
  const ids = wholeIds();
  const nearest = nearestName(name, ids.map(withoutProvider));
  return nearest === undefined ? undefined : ids.find((id) => withoutProvider(id) === nearest);
}

function wholeIds(): readonly string[] {
  return [...quotaCodes.flatMap(({ modelId }) => modelId ?? []), ...OTHERS];
}

function withoutProvider(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}
