import { formatCount, quote } from '../../core/index.ts';
import type { Session } from '../session/session.ts';

const SHOWN = 5;

/** Says which columns of later rows a table does not have. */
export function sayLeftOut(session: Session): (columns: readonly string[]) => void {
  return (columns) => {
    const shown = columns.slice(0, SHOWN).map((name) => quote(name, 40));
    const more = columns.length > SHOWN ? `, and ${formatCount(columns.length - SHOWN)} more` : '';
    session.say(
      `The table has the columns of the first rows; later rows have others: ${shown.join(', ')}${more}; --columns takes them, those of rows as row.NAME`,
    );
  };
}
