import { type Day, formatCount, pricePlace } from '../../../core/index.ts';
import type { BatchPrice, ClaudeTakes, FactSource, ModelRow } from '../../../models/index.ts';
import type { Cell } from '../../terminal/table.ts';
import type { KnownModel, ModelKnowledge } from './model-knowledge.ts';
import { documentsText, endText, rangeOf, tokensText } from './row-texts.ts';

type Lenders = Pick<ModelKnowledge, 'borrowedFrom' | 'tokensFrom'>;

/** Writes the row of one model, a line for each fact: what, since when, by whose word. */
export function factCells(
  row: KnownModel,
  lenders: Lenders,
  asOf: Day,
): readonly (readonly Cell[])[] {
  const { regions, lifecycle, modalities, price, batch, asks } = row;
  const of = ofLender(lenders.borrowedFrom);
  return [
    ['model', rangeOf(row), '', ''],
    ['model input', inputText(row), '', ''],
    fact('batch', [batch.verdict, batch.clause].filter(Boolean).join(': '), batch),
    ...(regions === undefined ? [] : regionFacts(regions)),
    ...facts('lifecycle', lifecycle, (end) => withSuccessor(endText(end, asOf), end)),
    ...tokenFacts(row, lenders),
    ...facts('takes', modalities, ({ takes, word }) => `${takes.join(', ')} (${word})${of}`),
    ...mediaFacts(row, of),
    ...(asks === undefined ? [] : askedFacts(asks)),
    ...(price === undefined ? [] : priceFacts(price)),
  ];
}

function ofLender(lender: string | undefined): string {
  return lender === undefined ? '' : ` (of ${lender})`;
}

function tokenFacts(
  { outputTokens, context, needsBound }: ModelRow,
  { borrowedFrom, tokensFrom }: Lenders,
): readonly (readonly Cell[])[] {
  const of = ofLender(borrowedFrom);
  return [
    ...facts(
      'tokens of an answer',
      outputTokens,
      (most) => `${tokensText(most)}${ofLender(tokensFrom)}; ${most.doubt}`,
    ),
    ...facts(
      'tokens of a context',
      context,
      ({ most, word }) => `${formatCount(most)} (${word})${of}`,
    ),
    ...facts('a bound on the answer', needsBound, () => `needed${of}`),
  ];
}

function mediaFacts(row: ModelRow, of: string): readonly (readonly Cell[])[] {
  const { documents, images, reasoning, stop } = row;
  return [
    ...facts('documents by Converse', documents, (support) => `${documentsText(support)}${of}`),
    ...facts('images', images, ({ base64Characters, anySize, sidePixels }) => {
      const size = `${formatCount(base64Characters)} bytes of base64`;
      return `${size}; above ${anySize} of them sides of ${formatCount(sidePixels)} pixels${of}`;
    }),
    ...facts('reasoningConfig', reasoning, ({ documented }) => {
      return `${documented ? 'taken' : 'not documented'}${of}`;
    }),
    ...facts('stop', stop, ({ doubt }) => `${doubt}${of}`),
  ];
}

/** What bodies of Claude ask for, in the order it is shown. */
const ASKED: { readonly [Topic in keyof ClaudeTakes]-?: string } = {
  sampling: 'temperature, top_p, top_k',
  topP: 'top_p',
  both: 'temperature beside top_p',
  enabled: 'thinking with a budget',
  adaptive: 'adaptive thinking',
  disabled: 'thinking disabled',
  betweenTools: 'thinking between tools',
  unasked: 'thinking unasked',
  prefill: 'beginning of the answer',
  forcedTool: 'forced tool refused',
  effort: 'effort',
  newerVersion: 'version 2026-10-21',
  systemTurns: 'system between turns',
};

/** Words of the table that say little without their topic. */
const SAID: Readonly<Record<string, string>> = {
  free: 'taken',
  either: 'temperature or top_p, not both',
  defaults: 'temperature 1, top_p from 0.99 on',
  'below-1': 'from 0.99 on and below 1',
  'only-0.99': '0.99',
  thinks: 'yes',
};

function askedFacts(asks: ClaudeTakes): readonly (readonly Cell[])[] {
  const topics = Object.keys(ASKED) as (keyof ClaudeTakes)[];
  return topics.flatMap((topic) =>
    facts(ASKED[topic], asks[topic], ({ is, doubt }) => {
      const text = SAID[is] ?? is.replaceAll('-', ' ');
      return doubt === undefined ? text : `${text}, in doubt: ${doubt}`;
    }),
  );
}

function priceFacts(price: BatchPrice): readonly (readonly Cell[])[] {
  return [price, ...(price.elsewhere ?? [])].map((one) => {
    const text = `${one.input} read, ${one.output} written (${pricePlace(one)})`;
    return fact('USD per million tokens', text, price);
  });
}

function fact(name: string, text: string, { readOn, source }: FactSource): readonly Cell[] {
  return [name, text, readOn, source];
}

function facts<Fact extends FactSource>(
  name: string,
  known: Fact | undefined,
  textOf: (known: Fact) => string,
): readonly (readonly Cell[])[] {
  return known === undefined ? [] : [fact(name, textOf(known), known)];
}

function inputText({ family, shape, converse, doubt }: ModelRow): string {
  const own = family ?? `${shape} (no schema)`;
  return [own, converse ? 'Converse' : '', doubt ?? ''].filter((part) => part !== '').join('; ');
}

function regionFacts(regions: NonNullable<ModelRow['regions']>): readonly (readonly Cell[])[] {
  const { single, profile, profileOnlyIn } = regions;
  const rest = regions.complete ? '' : ', and perhaps others';
  return [
    ...(single === undefined ? [] : [fact('regions', namesOf(single), regions)]),
    ...(profile === undefined ? [] : [fact('by profile from', namesOf(profile) + rest, regions)]),
    ...(profileOnlyIn === undefined
      ? []
      : [fact('by profile only in', namesOf(profileOnlyIn) + rest, regions)]),
  ];
}

function namesOf(regions: readonly string[]): string {
  return regions.length === 0 ? 'none' : regions.join(' ');
}

function withSuccessor(text: string, { successor }: NonNullable<ModelRow['lifecycle']>): string {
  return successor === undefined ? text : `${text}; instead ${successor.id}`;
}
