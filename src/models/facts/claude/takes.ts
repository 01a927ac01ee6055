import { rememberLast } from '../../ids/remember-last.ts';
import { isSameModel, lineOf, type ModelLine, nearestOlder, newestOf } from '../model-line.ts';
import type { ModelRow } from '../model-row.ts';
import { modelLines, modelRowOf, type RowOfLine } from '../model-table.ts';
import type { ClaudeAsked, ClaudeAsks, ClaudeWords } from './asks.ts';

/** What is known of one topic, of a model or of an older one. */
export interface Fact<Word extends string> extends ClaudeAsked<Word> {
  /** The model it is known of, which may be an older one. */
  readonly of: string;
}

/** What a model of Claude takes, topic by topic, each with its source; a topic of which nothing is known is absent. */
export type ClaudeTakes = {
  readonly [Topic in keyof ClaudeWords]?: Fact<ClaudeWords[Topic]> | undefined;
};

/** One of Claude's rows. */
type ClaudeRow = RowOfLine & { readonly row: ModelRow & { readonly asks: ClaudeAsks } };

/**
 * What is known of what a model of Claude takes, by its row, perhaps with another date or version or `:…` behind the id. Where its row
 * says nothing of a topic, what is known of the nearest older one of its line, in doubt. Of a line that no row is of, what is known of the
 * newest of all, in doubt: nothing is taken to be allowed because it is new.
 *
 * What is in doubt of one model is taken for another that has a row only where it is an older one of the same generation.
 *
 * @param foundationModel Bare id, or undefined where it is not known.
 * @returns Undefined for other models.
 */
export function takesOf(foundationModel: string | undefined): ClaudeTakes | undefined {
  return foundationModel === undefined ? undefined : lookUp(foundationModel);
}

const lookUp = rememberLast((foundationModel): ClaudeTakes | undefined => {
  const found = modelRowOf(foundationModel)?.row;
  if (found?.family !== 'claude-messages') return undefined;
  const line = lineOf(foundationModel);
  const known = modelLines().filter((one): one is ClaudeRow => one.row.asks !== undefined);
  const topics = new Set(known.flatMap(({ row }) => Object.keys(row.asks)));
  const own =
    known.find(({ row }) => found.whole && row.id === found.id) ??
    known.find((one) => line !== undefined && isSameModel(one, line));
  const facts = [...topics].flatMap((topic) => {
    const fact = factOf(topic as keyof ClaudeWords, { known, own, line });
    return fact === undefined ? [] : [[topic, fact]];
  });
  return Object.fromEntries(facts) as ClaudeTakes;
});

interface Asking {
  readonly known: readonly ClaudeRow[];
  /** The row of the very model. */
  readonly own: ClaudeRow | undefined;
  readonly line: ModelLine | undefined;
}

function factOf(topic: keyof ClaudeWords, { known, own, line }: Asking): Fact<string> | undefined {
  const ownFact = own?.row.asks[topic];
  if (own !== undefined && ownFact !== undefined) return { ...ownFact, of: own.row.id };
  const lenders = known.filter(({ version, row: { asks } }) => {
    const fact = asks[topic];
    if (fact === undefined) return false;
    return own === undefined || fact.doubt === undefined || version[0] === own.version[0];
  });
  const isOfLine = line !== undefined && known.some((one) => one.line === line.line);
  const lender = isOfLine ? nearestOlder(lenders, line) : newestOf(lenders);
  const fact = lender?.row.asks[topic];
  if (lender === undefined || fact === undefined) return undefined;
  const { id } = lender.row;
  const how = fact.doubt === undefined ? 'known' : 'reported';
  const doubt = `that is ${how} of ${id} (${fact.source}), and is taken for this model too`;
  return { ...fact, of: id, doubt };
}
