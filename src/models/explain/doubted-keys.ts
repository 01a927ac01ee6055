import { isObject } from '../../core/index.ts';
import { NOT_OF_CONVERSE } from '../families/converse/config-rules.ts';
import { tagsOf } from '../shape/describe-shape.ts';
import { nodeAt, placeAt, withoutNull } from '../shape/shape-path.ts';
import { doubtedFinding } from './doubted-finding.ts';
import { type Checked, type ModelInputFinding, meantPath } from './translate-issues.ts';

/**
 * Makes warnings of the keys that Converse does not know: by InvokeModel they are refused (`extraneous key [x] is not permitted`,
 * `Extra inputs are not permitted`), Converse itself takes them online.
 *
 * Errors stay what makes a body fail without the key too: a block that is named by no key of Converse, of which AWS says that exactly one is
 * there, and a misspelt key that is needed.
 */
export function doubtKeysOfConverse(
  found: readonly ModelInputFinding[],
  checked: Checked,
): readonly ModelInputFinding[] {
  const needed = new Set(
    found.filter(({ code }) => code === 'MODEL_INPUT_REQUIRED').map(({ path }) => keyOf(path)),
  );
  return found.map((finding) => {
    const meant = meantPath(finding);
    const isDoubted =
      finding.code === 'MODEL_INPUT_UNKNOWN_KEY' &&
      !(meant !== undefined && needed.has(meant)) &&
      !isTagged(finding, checked);
    return isDoubted
      ? doubtedFinding(finding, { family: checked.family, doubt: NOT_OF_CONVERSE })
      : finding;
  });
}

function keyOf(path: ModelInputFinding['path']): string {
  return JSON.stringify(path);
}

/** Whether the key stands in an object that has to have exactly one of some keys. */
function isTagged({ path }: ModelInputFinding, { shape, node, value }: Checked): boolean {
  const holder = path.slice(0, -1);
  const found = nodeAt(shape, { node, value }, holder);
  if (found === undefined || !isObject(placeAt(value, holder).value)) return false;
  return tagsOf(shape, withoutNull(shape, found)) !== undefined;
}
