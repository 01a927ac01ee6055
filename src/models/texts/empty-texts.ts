import type { PathStep } from '../../core/index.ts';
import { doubtful } from '../rules/doubtful.ts';
import { fromMemory } from '../rules/from-memory.ts';
import type { ModelInputRule, RuleContext, RuleFinding } from '../rules/rule.ts';
import { placeAt } from '../shape/shape-path.ts';
import { type EmptyPlace, emptyKind, emptyPlacesIn } from './text-places.ts';

/** What a model makes of a text that says nothing: it refuses it, takes it, or that is in doubt for a reason, a clause. */
export type EmptyVerdict = 'refused' | 'taken' | { readonly doubt: string };

/** Says what the model makes of a text that says nothing, at its place. */
export type EmptyJudge = (place: EmptyPlace, context: RuleContext) => EmptyVerdict;

const ONLY_CLAUDE: EmptyVerdict = { doubt: 'only Claude is reported to refuse it' };

const REFUSED_AND_TAKEN =
  'reports contradict each other: refused with status 400 (NousResearch/hermes-agent #41985), and taken in a live call ' +
  'of 2026-09-13 (anomalyco/opencode #48846)';

/** Makes the rule that the texts of messages and system say something: an empty prompt is the mistake made most. */
export function emptyTexts(judge: EmptyJudge): ModelInputRule {
  return (modelInput, context) =>
    [...emptyPlacesIn(modelInput)].flatMap((place) =>
      emptyFinding(place.path, place.kind, judge(place, context)),
    );
}

/** Makes the rule that the text at a path says something; a text of white space is judged by its own verdict. */
export function emptyTextAt(
  path: readonly string[],
  empty: EmptyVerdict = ONLY_CLAUDE,
  blank: EmptyVerdict = ONLY_CLAUDE,
): ModelInputRule {
  return (modelInput) => {
    const kind = emptyKind(placeAt(modelInput, path).value);
    if (kind === undefined) return [];
    return emptyFinding(path, kind, kind === 'white space alone' ? blank : empty);
  };
}

/** An API that Claude is asked by. */
export interface ClaudeApi {
  /** Its name, such as `the Converse API`. */
  readonly api: string;
  /** Whether the last message may have no content where it is the assistant's. */
  readonly lastAnswerMayBeEmpty: boolean;
}

/**
 * Text that Claude refuses: of the user, where nothing else is said (`text content blocks must be non-empty` and `must contain
 * non-whitespace text`, status 400). All else is in doubt.
 */
export function emptyForClaude({ api, lastAnswerMayBeEmpty }: ClaudeApi): EmptyJudge {
  return ({ kind, of, isAlone, isLast, isContent }) => {
    const isAnswer = of === 'assistant' && isLast && isContent && kind !== 'white space alone';
    if (isAnswer && lastAnswerMayBeEmpty) return 'taken';
    if (kind === 'an empty array' || of === 'system') return { doubt: fromMemory(api) };
    if (of === 'user' && (kind === 'an empty string' || isAlone)) return 'refused';
    return { doubt: kind === 'an empty string' ? fromMemory(api) : REFUSED_AND_TAKEN };
  };
}

/** Models of which nobody reports that they refuse it; an answer may end in nothing. */
export const emptyInDoubt: EmptyJudge = ({ of, isLast }) =>
  of === 'assistant' && isLast ? 'taken' : ONLY_CLAUDE;

function emptyFinding(
  path: readonly PathStep[],
  kind: EmptyPlace['kind'],
  verdict: EmptyVerdict,
): readonly RuleFinding[] {
  if (verdict === 'taken') return [];
  if (verdict !== 'refused') {
    return [doubtful(path, { expected: EXPECTED[kind], received: kind, ...verdict })];
  }
  const blank = kind === 'white space alone' ? true : undefined;
  return [{ code: 'MODEL_INPUT_EMPTY_TEXT', path, blank }];
}

const EXPECTED: Readonly<Record<EmptyPlace['kind'], string>> = {
  'an empty string': 'text that is not empty',
  'white space alone': 'text that is not blank',
  'an empty array': 'at least one block',
};
