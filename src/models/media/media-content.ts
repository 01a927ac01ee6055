import { doubtful } from '../rules/doubtful.ts';
import type { ModelInputRule, RuleContext, RuleFinding } from '../rules/rule.ts';
import { unlike } from './first-look.ts';
import type { Medium, MediumKind } from './media-places.ts';

/** Whether a model refuses a medium, or that is in doubt for a reason, a clause. */
export type MediumVerdict = 'refused' | { readonly doubt: string };

/** How a family has media, and what it makes of those that are not what they should be. */
export interface MediaContent {
  readonly mediaIn: (modelInput: Readonly<Record<string, unknown>>) => Iterable<Medium>;
  /** Of media without a byte. */
  readonly empty: (medium: Medium, context: RuleContext) => MediumVerdict;
  /** Of bytes that are not of the format that is declared. */
  readonly unlike: (medium: Medium, context: RuleContext) => MediumVerdict;
}

/** Nobody reports what the model makes of it. */
export const UNREPORTED: MediumVerdict = {
  doubt: 'only Claude and Llama are reported to refuse it',
};

/**
 * Makes the rule that media have bytes, and that these begin as the declared format does.
 *
 * Source of refusals: Claude, `Image does not match the provided media type` (NousResearch/hermes-agent #55429), Llama
 * (boto/boto3 #4415), and `The PDF specified was not valid` (maximhq/bifrost #5472). Nothing but the first bytes is decoded.
 */
export function mediaContent({ mediaIn, empty, unlike: ofUnlike }: MediaContent): ModelInputRule {
  return (modelInput, context) => {
    const findings: RuleFinding[] = [];
    for (const medium of mediaIn(modelInput)) {
      const expected = describe(medium);
      if (medium.base64 === '') {
        const texts = { expected, received: 'an empty string' };
        findings.push(found(medium, texts, empty(medium, context)));
        continue;
      }
      const received = unlike(medium.base64, medium.formats);
      if (received === undefined) continue;
      const texts = { expected, received: `base64 text of bytes that are ${received}` };
      findings.push(found(medium, texts, ofUnlike(medium, context)));
    }
    return findings;
  };
}

function found(
  { path }: Medium,
  texts: { readonly expected: string; readonly received: string },
  verdict: MediumVerdict,
): RuleFinding {
  return verdict === 'refused'
    ? { code: 'MODEL_INPUT_VALUE', path, ...texts }
    : doubtful(path, { ...texts, ...verdict });
}

const NOUNS: Readonly<Record<MediumKind, string>> = {
  image: 'an image',
  document: 'a document',
  video: 'a video',
  audio: 'a sound',
};

function describe({ kind, formats }: Medium): string {
  const format = formats.length === 0 ? '' : ` in the format ${formats.join(' or ')}`;
  return `base64 text of ${NOUNS[kind]}${format}`;
}
