import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

/** The emulator says what it is asked, so that prompts are the answers. */
async function ran(out: string, prompt: string, more: readonly string[] = []): Promise<void> {
  const model = ['--model', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', '--max-tokens', '50'];
  const build = ['run', at(`${out}.csv`), '--out', at(out), '--prompt', prompt, '--id', '{{id}}'];
  const { code } = await runMain([...build, ...model, ...more, '--local', '--quiet']);
  expect(code).toBe(0);
}

const rows = (ids: readonly number[]) =>
  `id,title\n${ids.map((id) => `f${id},"Film ${id === 7 ? '=1+1' : id}"\n`).join('')}`;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('diff', () => {
  it('compares two prompts over one source, in whatever order their rows are, and says what each took', async () => {
    await writeFile(at('a.csv'), rows(upTo(120)));
    await writeFile(at('b.csv'), rows([...upTo(110).reverse(), 500]));
    await ran('a', '{{title}}');
    await ran('b', '{{title}}', ['--run', 'other']);

    const told = await runMain(['diff', at('a'), `${at('b')}#other`]);
    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(/^run .*model +tokens in +tokens out +cost\nA .*claude.* \$[\d.]+/);
    expect(told.stdout).toMatch(
      /\nthe same +110 +90\.9%\ndifferent +0 +0\.0%\nother status +0 .*\nonly in A +10 .*\nonly in B +1 /,
    );
    expect(told.stdout.match(/\nf11\d +only in A +Film 11\d$/gm)).toHaveLength(5);

    const json = await runMain(['diff', at('a'), at('b'), '--json', '--limit', '11']);
    const { changes, examples, a, b } = JSON.parse(json.stdout);
    expect(changes).toEqual({ same: 110, different: 0, status: 0, 'only-a': 10, 'only-b': 1 });
    expect(examples.at(-1)).toMatchObject({ recordId: 'f500', b: { text: 'Film 500' } });
    expect(a.cost.inputTokens).toBeGreaterThan(b.cost.inputTokens);
  });

  it('prints records that differ as a table or as lines, and compares checked answers as values', async () => {
    await writeFile(at('a.csv'), rows(upTo(100)));
    await writeFile(at('b.csv'), rows(upTo(100)));
    await ran('a', '{"is":"{{title}}","of":1}');
    await ran('b', '{"of": 1, "is": "{{title}}"}');

    const csv = await runMain(['diff', at('a'), at('b'), '--output-format', 'csv', '--limit', '8']);
    const lines = csv.stdout.split('\r\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatch(
      /^recordId,change,statusA,statusB,finishReasonA,finishReasonB,textA,textB,/,
    );
    expect(lines[1]).toMatch(/^f0,different,succeeded,succeeded,stop,stop,"\{""is"":/);
    expect(csv.stderr).toContain('100 records, 100 different');

    const jsonl = ['--output-format', 'jsonl', '--answer', 'json'];
    const same = await runMain(['diff', at('a'), at('b'), ...jsonl]);
    expect(same).toMatchObject({ code: 0, stdout: '' });
    const all = await runMain(['diff', at('a'), at('b'), ...jsonl, '--all', '--limit', '1']);
    expect(JSON.parse(all.stdout)).toMatchObject({
      change: 'same',
      a: { answer: { is: 'Film 0', of: 1 } },
    });

    const refused = await runMain(['diff', at('a'), at('b'), '--all']);
    expect(refused.code).toBe(2);
    const gone = await runMain(['diff', at('a'), `${at('b')}#nobody`]);
    expect(gone).toMatchObject({ code: 2, stderr: expect.stringContaining('"nobody"') });
  });
});
