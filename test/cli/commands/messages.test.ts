import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CHATS = [
  [
    { role: 'system', content: 'Be brief' },
    { role: 'user', content: 'Who made "Jaws"?' },
    { role: 'assistant', content: 'Spielberg' },
    { role: 'user', content: 'When?' },
  ],
  [{ role: 'user', content: 'Größe,\nbitte 🎬' }],
  [
    { from: 'human', value: 'Hi' },
    { from: 'gpt', value: 'Hello' },
    { from: 'human', value: 'Bye' },
  ],
] as const;
const MESSAGES = [
  CHATS[0].slice(1),
  CHATS[1],
  [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
    { role: 'user', content: 'Bye' },
  ],
];

describe('--messages', () => {
  const folder = useTemporaryFolder();
  const at = (name: string) => join(folder.path, name);
  const write = async () => {
    const cell = (chat: unknown) => `"${JSON.stringify(chat).replaceAll('"', '""')}"`;
    const table = CHATS.map((chat, index) => `${index + 1},${cell(chat)}\n`).join('');
    await writeFile(at('chats.csv'), `sku,chat\n${table}`);
    const rows = CHATS.map((chat, index) => ({ sku: index + 1, of: { chat } }));
    await writeFile(at('chats.json'), JSON.stringify(rows, undefined, 2));
    const dumped = CHATS.map((chat, index) => ({ sku: index + 1, text: JSON.stringify(chat) }));
    await writeFile(at('texts.json'), JSON.stringify(dumped));
  };
  const argv = (source: string, ...more: readonly string[]) => [
    ...['build', at(source), '--model', MODEL, '--out', at('out')],
    ...['--quota', 'min-records-per-job=1', ...more],
  ];
  const records = async () => {
    const lines = await readFile(at('out/jobs/0000/shard-00000.jsonl'), 'utf8');
    return lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };

  it.each([
    ['chats.csv', '{{chat}}'],
    ['chats.json', '{{of.chat}}'],
    ['texts.json', '{{text}}'],
  ])('builds what validates, of the conversations in %s', async (source, column) => {
    await write();
    const flags = ['--messages', column, '--id', 'sku-{{sku}}', '--max-tokens', '9'];

    const ended = await runMain(argv(source, ...flags, '--set', 'temperature=0'));

    expect(ended).toMatchObject({ code: 0, stdout: `${at('out')}\n` });
    const built = await records();
    expect(built.map(({ modelInput }) => modelInput.messages)).toEqual(MESSAGES);
    expect(built[0]).toMatchObject({
      recordId: 'sku-1',
      modelInput: { system: 'Be brief', max_tokens: 9, temperature: 0 },
    });
    expect(await runMain(['validate', at('out')])).toMatchObject({ code: 0 });
  });

  it('takes some of the rows, and knows its own dataset from another one', async () => {
    await write();
    const some = argv('chats.csv', '--messages', '{{chat}}', '--where', 'sku!=2');

    expect(await runMain(some)).toMatchObject({ code: 0 });
    expect((await records()).map(({ modelInput }) => modelInput.messages)).toEqual([
      MESSAGES[0],
      MESSAGES[2],
    ]);
    expect(await runMain(some)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('there already'),
    });
    const other = await runMain([...some, '--max-tokens', '8']);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('DATASET_EXISTS') });
  });

  it('goes the whole way, and its outcomes are joined to their rows', async () => {
    await write();
    const [, ...build] = argv('chats.csv', '--messages', '{{chat}}');

    const ended = await runMain(['run', ...build, '--local']);

    expect(ended).toMatchObject({ code: 0 });
    const joined = await runMain(['results', at('out'), '--source', at('chats.csv')]);
    expect(joined.code).toBe(0);
    const outcomes = joined.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    // their order is Bedrock's
    expect(
      Object.fromEntries(outcomes.map(({ recordId, row }) => [Number(recordId), row])),
    ).toEqual(
      Object.fromEntries(
        CHATS.map((chat, index) => [
          index + 1,
          { sku: String(index + 1), chat: JSON.stringify(chat) },
        ]),
      ),
    );
  });

  it.each([
    [['--messages', 'Go on: {{chat}}'], 'Write {{chat}} alone'],
    [['--messages', '{{chats}}'], 'Write {{chat}}, or name one of its columns'],
    [
      ['--messages', '{{chat}}', '--model', 'amazon.titan-embed-text-v2:0'],
      'Titan Text Embeddings V2 makes embeddings, and has no place for "messages"',
    ],
    [
      ['--messages', '{{chat}}', '--model', 'example.chat-v1', '--allow-unchecked'],
      'a conversation cannot become its model input',
    ],
  ])('refuses %j', async (flags, said) => {
    await write();

    const ended = await runMain(argv('chats.csv', ...flags));

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it.each([
    [
      'sku,chat\n1,"[{""role"":""user"",""role"":""assistant"",""content"":""x""}]"\n',
      'The column "chat" of row 1 holds the key "role" twice in "[0]"',
    ],
    ['sku,chat\n1,hello\n', 'The column "chat" of row 1 holds text that is no JSON, "hello",'],
    ['sku,chat\n1,\n', 'The column "chat" of row 1 holds nothing where a conversation'],
    [
      'sku,chat\n1,"[{""role"":""user""}]"\n',
      'Turn 1 in the column "chat" of row 1 has no content',
    ],
  ])('says what is wrong with %j', async (table, said) => {
    await writeFile(at('chats.csv'), table);

    const ended = await runMain(argv('chats.csv', '--messages', '{{chat}}'));

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it('refuses a second system prompt, in the rows that have one', async () => {
    await write();

    const ended = await runMain(argv('chats.csv', '--messages', '{{chat}}', '--system', 'x'));

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(
      'Turn 1 in the column "chat" of row 1 has a system prompt of its own where only that of --system is needed',
    );
    expect(ended.stderr).toMatch(/^1 error,/m);
  });
});
