import { describe, expect, it } from 'vitest';
import { allKnown, knownOf } from '../../../../src/cli/commands/models/model-knowledge.ts';
import { tablesOf } from '../../../../src/cli/commands/models/model-tables.ts';

const AS_OF = '2026-11-28';

describe('tablesOf()', () => {
  it('has a line for each model in 80 columns, with regions and tokens where there is room', async () => {
    const knowledge = await allKnown();
    const linesIn = (width: number) => tablesOf(knowledge, AS_OF, width)[1]?.split('\n') ?? [];

    for (const width of [80, 200]) {
      const lines = linesIn(width);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      for (const { id } of knowledge.models) {
        expect(
          lines.filter((line) => line.startsWith(`${id} `) || line.startsWith(`${id}…`)).length,
          id,
        ).toBe(1);
      }
    }
    expect(linesIn(80)[0]).not.toContain('REGIONS');
    expect(linesIn(200)).toContainEqual(
      expect.stringMatching(/^anthropic\.claude-sonnet-4-6 .* yes .* 1, 32 by profile +128,000$/),
    );
  });

  it('has a line for each fact of one model, with whose word it is', async () => {
    const [, facts = ''] = tablesOf(
      await knownOf('us.anthropic.claude-opus-5-5', AS_OF),
      AS_OF,
      undefined,
    );

    expect(facts).toMatch(
      /^batch +unlisted: its card names only the service tier standard +2026-08-20 +AWS, /m,
    );
  });

  it('has a line for each price of a batch job', async () => {
    const [, facts = ''] = tablesOf(
      await knownOf('us.amazon.nova-micro-v1:0', AS_OF),
      AS_OF,
      undefined,
    );

    expect(
      facts.match(/^USD per million tokens +[\d.]+ read, [\d.]+ written \(.+\) /gm),
    ).toHaveLength(10);
  });

  it('says what bodies of Claude may ask for, and of a model that nobody knows in doubt', async () => {
    const factsOf = async (model: string) =>
      tablesOf(await knownOf(model, AS_OF), AS_OF, undefined)[1] ?? '';

    expect(await factsOf('us.anthropic.claude-opus-4-7')).toMatch(
      /^temperature, top_p, top_k +temperature 1, top_p from 0\.99 on +2026-11-28 +AWS, /m,
    );
    expect(await factsOf('us.anthropic.claude-opus-7')).toMatch(
      /^beginning of the answer +refused, in doubt: that is known of anthropic\.claude-/m,
    );
    expect(await factsOf('us.amazon.nova-lite-v1:0')).not.toContain('top_p');
  });

  it.each([
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', [5_242_880, 20]],
    ['us.amazon.nova-pro-v1:0', [3.75, 20]],
    ['us.amazon.nova-micro-v1:0', []],
    ['deepseek.v3-v1:0', []],
  ])(
    'says by Converse how large and how many images of the model may be: %s',
    async (model, most) => {
      const { inputCeilings } = await knownOf(model, AS_OF);
      const byConverse = inputCeilings.filter(({ family }) => family === 'converse');

      expect(byConverse.filter(({ of }) => of.includes('image')).map((row) => row.most)).toEqual(
        most,
      );
      expect(byConverse.map(({ of }) => of)).toContain('documents');
    },
  );
});
