import { quote } from '../../../core/index.ts';
import type { Fact } from '../../facts/claude/takes.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { doubtful } from '../doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../rule.ts';
import type { ClaudePlaces } from './places.ts';
import { refusedKey } from './refused.ts';

/** What models that sample as they like take all the same, by the names of the parameter. */
const TAKEN: Readonly<Record<string, { readonly but: string; readonly least: number }>> = {
  temperature: { but: 'other than 1', least: 1 },
  top_p: { but: 'below 0.99', least: 0.99 },
  topP: { but: 'below 0.99', least: 0.99 },
};

/** Makes the rule that sampling parameters are set only for the models of Claude that take them. */
export function claudeSampling({ temperature, topP, topK }: ClaudePlaces): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const fact = takesOf(foundationModel)?.sampling;
    if (fact === undefined || fact.is === 'free') return [];
    const isSet = (path: readonly string[]) => placeAt(modelInput, path).present;
    if (fact.is === 'defaults') {
      return [...temperature, ...topP, topK]
        .filter(isSet)
        .flatMap((path) => refusedAt(path, fact, placeAt(modelInput, path).value));
    }
    // other values are the schema's to judge
    const isNumber = (path: readonly string[]) =>
      typeof placeAt(modelInput, path).value === 'number';
    const [first, second] = [temperature.find(isNumber), topP.find(isNumber)];
    if (first === undefined || second === undefined) return [];
    const texts = { first: String(first.at(-1)), second: String(second.at(-1)) };
    if (fact.doubt === undefined)
      return [{ code: 'MODEL_INPUT_SAMPLING_CONFLICT', path: second, ...texts }];
    const expected = `none beside ${quote(texts.first)}`;
    return [doubtful(second, { expected, received: 'set', doubt: fact.doubt })];
  };
}

function refusedAt(
  path: readonly string[],
  fact: Fact<string>,
  value: unknown,
): readonly RuleFinding[] {
  const name = quote(String(path.at(-1)));
  const { but = 'of any value', least = Number.POSITIVE_INFINITY } =
    TAKEN[String(path.at(-1))] ?? {};
  if (typeof value === 'number' && value >= least && value <= 1) return [];
  // of null it is not the value that is refused
  if (value === null) return [];
  const received = typeof value === 'number' ? String(value) : 'set';
  return [refusedKey(path, fact, { what: `${name} ${but}`, expected: `no ${name}`, received })];
}
