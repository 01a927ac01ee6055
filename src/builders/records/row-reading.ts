import { type Diagnostic, quote } from '../../core/index.ts';
import type { TurnFlaw } from '../../models/index.ts';
import { repeatedKey } from '../rows/repeated-key.ts';
import type { Row } from '../rows/row.ts';
import { readColumnJson } from '../template/column-json.ts';
import { renderTemplate, type Template } from '../template/template.ts';
import { columnMissing } from './row-mapper.ts';
import { messagesUnfit, notFit, templateFindings } from './template-findings.ts';

/** Reads what templates ask of one row, and keeps what is wrong with it. */
export class RowReading {
  readonly #row: Row;
  readonly diagnostics: Diagnostic[] = [];

  constructor(row: Row) {
    this.#row = row;
  }

  get hasError(): boolean {
    return this.diagnostics.some(({ severity }) => severity === 'error');
  }

  /** Renders a template as text. */
  text(template: Template): string {
    const rendered = renderTemplate(template, this.#row);
    for (const found of templateFindings(rendered, this.#row)) this.diagnostics.push(found);
    return rendered.text;
  }

  /** Reads a column as JSON; undefined where there is none. */
  json(column: string, use: 'json' | 'messages' = 'json'): unknown {
    const row = this.#row;
    const flaw = row.unplain?.(column);
    if (flaw !== undefined) {
      this.diagnostics.push(
        notFit(row, column, { use: 'text', path: flaw.path, received: flaw.what }),
      );
      return undefined;
    }
    const text = row.text(column);
    if (text === undefined) {
      this.diagnostics.push(columnMissing(row, column));
      return undefined;
    }
    const json = readColumnJson(text);
    const received = 'flaw' in json ? json.flaw : repeatedIn(text, json.value, row);
    if (received === undefined) return 'value' in json ? json.value : undefined;
    this.diagnostics.push(notFit(row, column, { use, path: [], received }));
    return undefined;
  }

  /** Keeps why a column holds no conversation that the model's family takes. */
  addFlaw(column: string, flaw: TurnFlaw): undefined {
    this.diagnostics.push(messagesUnfit(this.#row, column, flaw));
    return undefined;
  }
}

const ENCODER = new TextEncoder();

/** Says which key stands twice in a text of JSON: only the last would count. What stands as it is in a row of JSON is looked through with the row, elsewhere. */
function repeatedIn(text: string | null, value: unknown, row: Row): string | undefined {
  if (text === null || row.json?.().includes(text) === true) return undefined;
  const found = repeatedKey(ENCODER.encode(text), value);
  if (found === undefined) return undefined;
  const where = found.path === '' ? '' : ` in ${quote(found.path)}`;
  return `the key ${quote(found.key)} twice${where}`;
}
