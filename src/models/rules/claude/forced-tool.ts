import { quote } from '../../../core/index.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { placeAt } from '../../shape/shape-path.ts';
import type { ModelInputRule } from '../rule.ts';
import type { ClaudePlaces } from './places.ts';
import { refused } from './refused.ts';

const FORCING = new Set<unknown>(['any', 'tool']);

/** Makes the rule that the use of a tool is forced only where the model takes that, which depends on whether it thinks. */
export function claudeForcedTool({ toolChoice, thinking }: ClaudePlaces): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const fact = takesOf(foundationModel)?.forcedTool;
    const path = [...toolChoice, 'type'];
    const { value: type } = placeAt(modelInput, path);
    if (fact === undefined || !FORCING.has(type)) return [];
    const how = placeAt(modelInput, [...thinking, 'type']).value;
    const received = quote(String(type));
    switch (fact.is) {
      case 'while-thinking':
        return how === undefined || how === 'disabled'
          ? []
          : [refused(path, fact, { expected: '"auto", or no "thinking",', received })];
      case 'unless-disabled':
        return how === 'disabled'
          ? []
          : [refused(path, fact, { expected: '"auto", or thinking "disabled",', received })];
      default:
        return [refused(path, fact, { expected: '"auto"', received })];
    }
  };
}
