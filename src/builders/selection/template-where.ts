import type { FieldCondition } from '../../engine/index.ts';
import type { TemplateFor } from '../rendering/rendered-batch.ts';
import type { CheckedCondition } from './row-condition.ts';

/** Most values that a row is compared with one by one. */
const MOST_VALUES = 64;

const ENCODER = new TextEncoder();

/** Makes lines of those rows alone that hold the conditions; of none where that is for others to say. */
export function templateWhere(
  templateFor: TemplateFor,
  conditions: readonly CheckedCondition[],
): TemplateFor {
  const columns = new Set([...templateFor.columns, ...conditions.map(({ column }) => column)]);
  const templateOf = (names: readonly string[]) => {
    const template = templateFor(names);
    const fields = conditions.flatMap((condition) => fieldCondition(condition, names) ?? []);
    const isSaid = template !== undefined && fields.length === conditions.length;
    return isSaid ? { ...template, conditions: fields } : undefined;
  };
  return Object.assign(templateOf, { columns: [...columns] });
}

function fieldCondition(
  { column, values, isAmong }: CheckedCondition,
  columns: readonly string[],
): FieldCondition | undefined {
  const field = columns.indexOf(column);
  const texts = [...values];
  // half of a surrogate pair is in no text, and would be another one as bytes
  const isSaid =
    field !== -1 && texts.length <= MOST_VALUES && texts.every((text) => text.isWellFormed());
  return isSaid ? { field, isAmong, values: texts.map((text) => ENCODER.encode(text)) } : undefined;
}
