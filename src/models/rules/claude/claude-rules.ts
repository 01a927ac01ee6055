import type { ModelInputRule } from '../rule.ts';
import { claudeEffort } from './effort.ts';
import { claudeForcedTool } from './forced-tool.ts';
import type { ClaudePlaces } from './places.ts';
import { claudePrefill } from './prefill.ts';
import { claudeSampling } from './sampling.ts';
import { claudeThinking } from './thinking.ts';

/** Makes the rules of what a model of Claude takes; of another model, and of one that is not known, they only know the bounds of thinking. */
export function claudeTakes(places: ClaudePlaces): readonly ModelInputRule[] {
  return [
    claudeSampling(places),
    claudeThinking(places),
    claudePrefill,
    claudeForcedTool(places),
    claudeEffort(places),
  ];
}
