import { printableJson } from '../../../core/index.ts';
import type { TakeNote } from '../../../results/index.ts';
import type { Session } from '../../session/session.ts';

/**
 * Makes what says notes on stderr, each once; with `--json` as JSON.
 *
 * They are said whatever the flags say: they are about how far what is printed can be trusted.
 */
export function noteTaker(session: Session): TakeNote {
  const said = new Set<string>();
  return (note) => {
    if (said.has(note.message)) return;
    said.add(note.message);
    session.complain(session.isJson ? printableJson({ note }) : `note: ${note.message}`);
  };
}
