import type { Diagnostic } from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import { readColumnJson } from '../template/column-json.ts';
import { renderTemplate, type Template } from '../template/template.ts';
import { columnMissing } from './row-mapper.ts';
import { notFit, templateFindings } from './template-findings.ts';

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
  json(column: string): unknown {
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
    if ('value' in json) return json.value;
    this.diagnostics.push(notFit(row, column, { use: 'json', path: [], received: json.flaw }));
    return undefined;
  }
}
