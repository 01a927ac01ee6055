import type { Day } from '../../../core/index.ts';
import type { FactSource, FoundRow, ModelRow } from '../../../models/index.ts';
import type { Cell } from '../../terminal/table.ts';
import { endText, rangeOf, tokensText } from './row-texts.ts';

/** Writes the row of one model, a line for each fact: what, since when, by whose word. */
export function factCells(
  { row, borrowedFrom }: FoundRow,
  asOf: Day,
): readonly (readonly Cell[])[] {
  const { regions, lifecycle, outputTokens, modalities, price, batch } = row;
  const of = borrowedFrom === undefined ? '' : ` (of ${borrowedFrom})`;
  return [
    ['model', rangeOf(row), '', ''],
    ['model input', inputText(row), '', ''],
    fact('batch', [batch.verdict, batch.clause].filter(Boolean).join(': '), batch),
    ...(regions === undefined ? [] : regionFacts(regions)),
    ...facts('lifecycle', lifecycle, (end) => withSuccessor(endText(end, asOf), end)),
    ...facts(
      'tokens of an answer',
      outputTokens,
      (most) => `${tokensText(most)}${of}; ${most.doubt}`,
    ),
    ...facts('takes', modalities, ({ takes, word }) => `${takes.join(', ')} (${word})${of}`),
    ...facts('USD per million tokens', price, ({ input, output, where }) => {
      return `${input} read, ${output} written (${where})`;
    }),
  ];
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
