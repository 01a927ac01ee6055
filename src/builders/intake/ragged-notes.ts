import { type Diagnostic, diagnose } from '../../core/index.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import type { RowsOptions } from '../sources/source.ts';
import type { BuiltRow } from './built-row.ts';

/**
 * Gathers what a source tells of ragged rows, and puts it where it belongs among the rows.
 *
 * Memory: what one batch has.
 */
export class RaggedNotes {
  /** What the source takes to tell of them. */
  readonly taking: Pick<RowsOptions, 'onRagged'>;
  #told: RaggedRow[] = [];

  /** @param limit Rows that are taken: what is told of others does not matter. */
  constructor(limit: number = Number.POSITIVE_INFINITY) {
    const onRagged = (ragged: RaggedRow) => {
      if (ragged.row <= limit) this.#told.push(ragged);
    };
    this.taking = { onRagged };
  }

  /** Gives rows with what was told up to the last of them, in order; all that was told where there are none. */
  among(rows: readonly BuiltRow[]): readonly BuiltRow[] {
    if (this.#told.length === 0) return rows;
    const told = this.#told;
    const all: BuiltRow[] = [];
    let next = 0;
    for (const row of rows) {
      const own: Diagnostic[] = [];
      while ((told[next]?.row ?? Number.POSITIVE_INFINITY) <= row.row) {
        const ragged = told[next++] as RaggedRow;
        if (ragged.row === row.row && ragged.fate === 'padded') own.push(raggedDiagnostic(ragged));
        else all.push(noteOf(ragged));
      }
      all.push(own.length === 0 ? row : { ...row, diagnostics: [...own, ...row.diagnostics] });
    }
    this.#told = rows.length === 0 ? [] : told.slice(next);
    return rows.length === 0 ? told.map(noteOf) : all;
  }
}

/** Only a refused row is one that is lost. */
function noteOf(ragged: RaggedRow): BuiltRow {
  return {
    row: ragged.row,
    diagnostics: [raggedDiagnostic(ragged)],
    isNote: ragged.fate !== 'refused',
  };
}

function raggedDiagnostic(ragged: RaggedRow): Diagnostic {
  const { source, row, line, lastLine, byteOffset, expected, received, fate } = ragged;
  const shown = ragged.fileRow ?? row;
  const location = { source, line, byteOffset };
  const args = { line, lastLine, columns: expected, fields: received };
  if (fate === 'left out') return diagnose('ROW_LEFT_OUT', { location, args });
  const code = fate === 'padded' ? 'ROW_PADDED' : 'ROW_RAGGED';
  return diagnose(code, { location, args: { row: shown, ...args } });
}
