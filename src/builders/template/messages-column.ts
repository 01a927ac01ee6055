import { InvalidOptionError, quote } from '../../core/index.ts';
import { onlyColumn } from './set-path.ts';
import { parseTemplate, type Template } from './template.ts';

/** A name as people write one, without its braces. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** A template of one column that holds a conversation. */
export interface MessagesColumn {
  readonly template: Template;
  readonly column: string;
}

/**
 * Reads the option `messages`: one `{{column}}`, which may be a dotted path, and nothing around it.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is anything else.
 */
export function messagesColumn(text: string): MessagesColumn {
  const template = parseTemplate(text, 'messages');
  const column = onlyColumn(template);
  if (column !== undefined) return { template, column };
  const [named = NAME.test(text) ? text : 'column'] = template.columns;
  throw new InvalidOptionError('The messages are no single column with nothing around it', {
    option: 'messages',
    expected: 'one column that holds a conversation, such as {{chat}}',
    received: quote(text, 60),
    hint: `Write {{${quote(named, 40).slice(1, -1)}}} alone; text around the turns has no place, and a system prompt is --system`,
  });
}
