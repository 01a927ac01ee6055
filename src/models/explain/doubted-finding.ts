import { quote } from '../../core/index.ts';
import { type ModelInputFinding, pathText } from './translate-issues.ts';

/** A finding about a form that itself is in doubt: what would be an error is then a warning that says so. */
export function doubtedFinding(
  finding: ModelInputFinding,
  { family, doubt }: { readonly family: string; readonly doubt: string },
): ModelInputFinding {
  const texts = textsOf(finding);
  if (texts === undefined) return finding;
  const { path } = finding;
  const args = { family, path: pathText(path), ...texts, doubt };
  return { code: 'MODEL_INPUT_DOUBTFUL', path, args };
}

function textsOf(
  finding: ModelInputFinding,
): { readonly expected: string; readonly received: string } | undefined {
  switch (finding.code) {
    case 'MODEL_INPUT_REQUIRED':
      return { expected: finding.args.expected, received: 'not there' };
    case 'MODEL_INPUT_TYPE':
    case 'MODEL_INPUT_VALUE': {
      const { expected, received } = finding.args;
      return { expected, received };
    }
    case 'MODEL_INPUT_UNKNOWN_KEY': {
      const { key, nearest } = finding.args;
      const expected = nearest === undefined ? `no ${quote(key)}` : quote(nearest);
      return { expected, received: 'a key that is not known' };
    }
    case 'MODEL_INPUT_INVOCATION_TYPE': {
      const { family, looksLike } = finding.args;
      return { expected: `the form of ${family}`, received: `in the form of ${looksLike}` };
    }
    case 'MODEL_INPUT_OTHER_FAMILY': {
      const { key, looksLike } = finding.args;
      return { expected: `no ${quote(key)}`, received: `a key of ${looksLike}` };
    }
    default:
      return undefined;
  }
}
