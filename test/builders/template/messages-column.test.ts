import { describe, expect, it } from 'vitest';
import { messagesColumn } from '../../../src/builders/template/messages-column.ts';

describe('messagesColumn()', () => {
  it.each([
    ['{{chat}}', 'chat'],
    ['{{ chat.messages }}', 'chat.messages'],
    ['{{the chat}}', 'the chat'],
  ])('takes %s', (text, column) => {
    expect(messagesColumn(text)).toMatchObject({ column, template: { columns: [column] } });
  });

  it.each([
    ['chat', 'Write {{chat}} alone'],
    ['@chat.json', 'Write {{column}} alone'],
    ['', 'Write {{column}} alone'],
    ['Go on: {{chat}}', 'Write {{chat}} alone'],
    ['{{a}}{{b}}', 'Write {{a}} alone'],
    [' {{chat}}', 'Write {{chat}} alone'],
    ['\\{{chat}}', 'Write {{column}} alone'],
  ])('refuses "%s"', (text, hint) => {
    expect(() => messagesColumn(text)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        option: 'messages',
        hint: expect.stringContaining(hint),
      }),
    );
  });
});
