import { quote } from '../../../core/index.ts';
import { type ClaudeTakes, type Fact, takesOf } from '../../facts/claude/takes.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { doubtful } from '../doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../rule.ts';
import type { ClaudePlaces } from './places.ts';
import { refused, refusedKey } from './refused.ts';

/** What models that sample as they like take all the same, by the names of the parameter. */
const TAKEN: Readonly<Record<string, { readonly but: string; readonly least: number }>> = {
  temperature: { but: 'other than 1', least: 1 },
  top_p: { but: 'below 0.99', least: 0.99 },
  topP: { but: 'below 0.99', least: 0.99 },
};

/** Makes the rule that sampling parameters are set only for the models of Claude that take them. */
export function claudeSampling(places: ClaudePlaces): ModelInputRule {
  const { temperature, topP, topK } = places;
  return (modelInput, { foundationModel }) => {
    const takes = takesOf(foundationModel);
    const fact = takes?.sampling;
    if (takes === undefined || fact === undefined || fact.is === 'free') return [];
    if (fact.is === 'either') return together(fact, { modelInput, places });
    const refusals = [...temperature, ...topP, topK]
      .map((path) => ({ path, place: placeAt(modelInput, path) }))
      .filter(({ place }) => place.present)
      .flatMap(({ path, place }) => refusedAt(path, fact, place.value));
    if (refusals.length > 0) return refusals;
    return [
      ...topPs(takes, { modelInput, places }),
      ...together(takes.both, { modelInput, places }),
    ];
  };
}

interface Asked {
  readonly modelInput: Readonly<Record<string, unknown>>;
  readonly places: ClaudePlaces;
}

/** Of values that models of the kind take. */
function topPs({ topP: fact }: ClaudeTakes, { modelInput, places }: Asked): readonly RuleFinding[] {
  if (fact === undefined) return [];
  return places.topP.flatMap((path) => {
    const { value } = placeAt(modelInput, path);
    if (typeof value !== 'number' || (fact.is === 'below-1' ? value < 1 : value === 0.99))
      return [];
    const expected = fact.is === 'below-1' ? 'a number from 0.99 on and below 1' : '0.99 or none';
    return [refused(path, fact, { expected, received: String(value) })];
  });
}

function together(
  fact: Fact<string> | undefined,
  { modelInput, places }: Asked,
): readonly RuleFinding[] {
  // other values are the schema's to judge
  const isNumber = (path: readonly string[]) => typeof placeAt(modelInput, path).value === 'number';
  const [first, second] = [places.temperature.find(isNumber), places.topP.find(isNumber)];
  if (fact === undefined || first === undefined || second === undefined) return [];
  const texts = { first: String(first.at(-1)), second: String(second.at(-1)) };
  if (fact.doubt === undefined)
    return [{ code: 'MODEL_INPUT_SAMPLING_CONFLICT', path: second, ...texts }];
  const expected = `none beside ${quote(texts.first)}`;
  return [doubtful(second, { expected, received: 'set', doubt: fact.doubt })];
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
