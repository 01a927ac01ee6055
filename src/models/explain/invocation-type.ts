import { isObject, type PathStep, quote } from '../../core/index.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { converseFamily } from '../families/converse/family.ts';
import { familyByName } from '../families/families.ts';
import type { ModelFamily } from '../families/model-family.ts';
import { objectsIn } from '../rules/objects-in.ts';
import type { Likeness } from './other-family.ts';

type ModelInput = Readonly<Record<string, unknown>>;

/** A model input that was made for the other invocation type of its model. */
export interface OtherForm {
  /** The form it has; absent where nobody knows which one the model has there. */
  readonly family?: ModelFamily | undefined;
  /** Where that shows. */
  readonly path: readonly PathStep[];
  /** What gives it away; a clause that follows "The modelInput". */
  readonly sign: string;
}

/** A model input that its family refuses. */
export interface RefusedInput {
  readonly family: ModelFamily;
  readonly modelInput: ModelInput;
  /** Bare id, where it is known. */
  readonly foundationModel?: string | undefined;
  /** The family that its keys look like. */
  readonly like: Likeness | undefined;
}

const CONVERSE_BLOCKS = ['text', 'image', 'document', 'video', 'audio'] as const;

/**
 * Finds out whether a model input that is refused was made for the other invocation type of the same model: a Converse body in a job of
 * type InvokeModel, or the model's own body in one of type Converse.
 *
 * Nova's own body resembles that of Converse, so that only keys which one of them does not have count there.
 */
export function otherForm(refused: RefusedInput): OtherForm | undefined {
  return refused.family.invocationType === 'Converse'
    ? ownInConverse(refused)
    : converseInOwn(refused);
}

function converseInOwn(refused: RefusedInput): OtherForm | undefined {
  const { family, modelInput, foundationModel, like } = refused;
  const knowledge = foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row;
  if (knowledge?.converse === false || family.answers === 'embedding') return undefined;
  if (like?.family === converseFamily) return byKey(like);
  if (like !== undefined || !familyByName[family.name].hasOwnMessages) return undefined;
  const path = firstConverseBlock(modelInput);
  if (path === undefined || !converseFamily.schema().safeParse(modelInput).success)
    return undefined;
  return { family: converseFamily, path, sign: 'has content blocks without a "type"' };
}

function ownInConverse({ modelInput, foundationModel, like }: RefusedInput): OtherForm | undefined {
  const name = foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row.family;
  const own = name === undefined ? undefined : familyByName[name];
  if (like !== undefined) {
    return own === undefined || like.family === own ? byKey(like) : undefined;
  }
  if (own?.hasOwnMessages === false) return undefined;
  const found = firstOwnContent(modelInput);
  return found === undefined ? undefined : { family: own, ...found };
}

function byKey({ family, key }: Likeness): OtherForm {
  return { family, path: [key], sign: `has ${quote(key)}` };
}

/** The first block of the first message, where it is one of Converse and of no other API but Nova's. */
function firstConverseBlock(modelInput: ModelInput): readonly PathStep[] | undefined {
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    for (const [at, block] of objectsIn(message, 'content')) {
      const isConverse =
        !Object.hasOwn(block, 'type') && CONVERSE_BLOCKS.some((key) => key in block);
      return isConverse ? ['messages', index, 'content', at] : undefined;
    }
  }
  return undefined;
}

/** The first content that is a text or has a block with a type: Converse has neither. */
function firstOwnContent(modelInput: ModelInput): Omit<OtherForm, 'family'> | undefined {
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    const path = ['messages', index, 'content'];
    if (typeof message['content'] === 'string') {
      return { path, sign: 'has a text as the content of a message' };
    }
    for (const [at, block] of objectsIn(message, 'content')) {
      const hasType = isObject(block) && typeof block['type'] === 'string';
      if (hasType) return { path: [...path, at, 'type'], sign: 'has content blocks with a "type"' };
    }
  }
  return undefined;
}
