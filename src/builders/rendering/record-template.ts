import { withoutSeparators } from '../../core/index.ts';
import { ROW_NUMBER, type RowPiece } from '../../engine/index.ts';
import type { ModelFamily } from '../../models/index.ts';
import { type Setting, withSetting } from '../template/set-path.ts';
import { parseTemplate, type Template } from '../template/template.ts';
import type { TemplateFor } from './rendered-batch.ts';

/** What a record is made of by templates alone. */
export interface RecordTemplateOptions {
  /** Shapes the model input. */
  readonly family: ModelFamily;
  /** Template of the prompt. */
  readonly prompt: string;
  /** Template of the system prompt. */
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
  /** Values to set in every model input, in order. */
  readonly set?: readonly Setting[] | undefined;
  /** `row`, or a template. Default `row`. */
  readonly id?: string | undefined;
}

/** A piece of a line: text of JSON, or a template, each part of which stands inside of a string. */
type Piece = string | Template | typeof ROW_ID;

const ROW_ID = Symbol('the number of the row');

/** Texts that stand for the prompts while the family is asked for the shape around them. */
const PROMPT = 'prompt-7f2c1e9a4d';
const SYSTEM = 'system-7f2c1e9a4d';
/** Texts that a family would have to change, cut or escape, if it did. */
const AWKWARD = [
  ' \t"\\/\b\f\n\r\u0000\u001f\u007f \u00a0\u0085\u2028\u2029é日本\u{1f600} </s>[INST]<|eot_id|>\n\nHuman: {{x}} ',
  'x',
] as const;

const ENCODER = new TextEncoder();

/**
 * Says how rows of a table become records, as pieces for the engine: the shape that the family gives its model input, with
 * the texts of columns in it.
 *
 * The family is asked with texts that stand for the prompts, and asked again with awkward ones: only where the pieces give what it gives
 * there is a template. A row whose prompt or id would be blank is left to who maps rows one by one.
 *
 * @returns undefined where records are not of that kind: no column in any prompt, ids by content, settings from columns, prompts that the
 *   family or a setting changes. What it gives is undefined too for a table without a column of the templates.
 */
export function recordTemplate(options: RecordTemplateOptions): TemplateFor | undefined {
  const { id = 'row' } = options;
  const prompt = parseTemplate(options.prompt);
  const system = parseTemplate(options.system ?? '', 'system');
  const ids = id === 'row' ? undefined : parseTemplate(id, 'id');
  if (prompt.columns.length + system.columns.length === 0 || ids?.columns.length === 0)
    return undefined;
  const start: Line = ['{"recordId":"', ids ?? ROW_ID, '","modelInput":'];
  const line = (hasSystem: boolean): Line | undefined => {
    const body = bodyOf(options, { prompt, system: hasSystem ? system : undefined });
    return body === undefined ? undefined : [...start, ...body, '}\n'];
  };
  const isBlank = isBlankBetween(system);
  const without = line(false);
  const withSystem = isBlank && system.columns.length === 0 ? without : line(true);
  if (without === undefined || withSystem === undefined) return undefined;
  const needed = [prompt, ...(ids === undefined ? [] : [ids])].filter(isBlankBetween);
  const otherwise = isBlank && system.columns.length > 0 ? without : undefined;
  const lines = { line: withSystem, otherwise, system, needed };
  return Object.assign((columns: readonly string[]) => placed(lines, columns), {
    columns: columnsOf(prompt, system, ids),
  });
}

function columnsOf(...templates: readonly (Template | undefined)[]): readonly string[] {
  return [...new Set(templates.flatMap((template) => template?.columns ?? []))];
}

type Line = readonly Piece[];

interface Lines {
  readonly line: Line;
  /** The line of a row whose system prompt is blank, where that can be. */
  readonly otherwise: Line | undefined;
  readonly system: Template;
  /** Templates that have nothing but white space beside their columns. */
  readonly needed: readonly Template[];
}

/** Names the columns by their places; undefined where one is not there, or a template would always be blank. */
function placed(
  { line, otherwise, system, needed }: Lines,
  columns: readonly string[],
): ReturnType<TemplateFor> {
  const places = new Map(columns.map((name, place) => [name, place]));
  const placesOf = ({ columns: names }: Template) =>
    names.flatMap((name) => places.get(name) ?? []);
  const templates = [line, ...(otherwise === undefined ? [] : [otherwise])]
    .flat()
    .filter((piece) => typeof piece === 'object');
  const isThere = templates.every(
    (template) => placesOf(template).length === template.columns.length,
  );
  const lists = needed.map(placesOf);
  if (!isThere || lists.some((list) => list.length === 0)) return undefined;
  return {
    fields: columns.length,
    pieces: rowPieces(line, places),
    whenBlank:
      otherwise === undefined
        ? undefined
        : { fields: placesOf(system), pieces: rowPieces(otherwise, places) },
    needed: lists,
  };
}

/** Joins what is constant, and writes it as bytes. */
function rowPieces(line: Line, places: ReadonlyMap<string, number>): readonly RowPiece[] {
  const pieces: RowPiece[] = [];
  let constant = '';
  for (const piece of line.flatMap((part) => flatPieces(part, places))) {
    if (typeof piece === 'string') constant += piece;
    else {
      pieces.push(bytesOf(constant), typeof piece === 'symbol' ? ROW_NUMBER : piece);
      constant = '';
    }
  }
  return [...pieces, bytesOf(constant)];
}

/** A template as texts of JSON and places of columns. */
function flatPieces(
  piece: Piece,
  places: ReadonlyMap<string, number>,
): readonly (string | typeof ROW_ID | number)[] {
  if (typeof piece !== 'object') return [piece];
  return piece.parts.map((part) =>
    'text' in part ? insideOfString(part.text) : (places.get(part.column) as number),
  );
}

function bytesOf(json: string): Uint8Array {
  return ENCODER.encode(withoutSeparators(json));
}

/** Whether a template is blank where all its columns are. */
function isBlankBetween({ parts }: Template): boolean {
  return parts.every((part) => !('text' in part) || part.text.trim() === '');
}

interface Prompts<Text> {
  readonly prompt: Text;
  readonly system: Text | undefined;
}

/** The model input as pieces; undefined where what the family makes is no such thing. */
function bodyOf(options: RecordTemplateOptions, templates: Prompts<Template>): Line | undefined {
  const system = templates.system === undefined ? undefined : SYSTEM;
  const shape = modelInputOf(options, { prompt: PROMPT, system });
  if (shape === undefined) return undefined;
  const parts = shape.split(new RegExp(`(${PROMPT}|${SYSTEM})`));
  const stand = parts.filter((_, index) => index % 2 === 1).toSorted();
  if (stand.join() !== [PROMPT, ...(system === undefined ? [] : [SYSTEM])].join()) return undefined;
  const fill = <Text>({ prompt, system: other }: Prompts<Text>) =>
    parts.map((part) => (part === PROMPT ? prompt : part === SYSTEM ? (other ?? '') : part));
  const isTrue = AWKWARD.every((text) => {
    const given = { prompt: text, system: system === undefined ? undefined : `${text}s` };
    const filled = fill({
      prompt: insideOfString(text),
      system: system === undefined ? undefined : insideOfString(`${text}s`),
    });
    return modelInputOf(options, given) === filled.join('');
  });
  return isTrue ? fill(templates) : undefined;
}

/**
 * The JSON of a model input; undefined where there is none, which who maps the rows then says, and where settings come from columns: these
 * stand anywhere, and may be JSON.
 */
function modelInputOf(
  { family, maxTokens, set = [] }: RecordTemplateOptions,
  prompts: Prompts<string>,
): string | undefined {
  if (set.some(({ as }) => as !== undefined)) return undefined;
  try {
    const modelInput = set.reduce(withSetting, family.fromPrompt({ ...prompts, maxTokens }));
    return JSON.stringify(modelInput);
  } catch {
    return undefined;
  }
}

function insideOfString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
