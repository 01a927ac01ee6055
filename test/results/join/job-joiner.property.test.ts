import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlainLineEngine } from '../../../src/engine/index.ts';
import { familyOf } from '../../../src/models/index.ts';
import { InputIndex } from '../../../src/results/inputs/input-index.ts';
import { JobJoiner } from '../../../src/results/join/job-joiner.ts';
import { OutcomeTally } from '../../../src/results/join/outcome-tally.ts';
import type { PlacedOutcome } from '../../../src/results/join/placed-outcome.ts';
import { noTokens } from '../../../src/results/outcomes/job-outcomes.ts';
import { type SampleDataset, sampleDataset } from '../../support/sample-dataset.ts';

/** Lines of one record: answers, whole or cut off, and failures. */
const LINES = {
  whole: { modelOutput: { content: [{ type: 'text', text: 'a' }], stop_reason: 'end_turn' } },
  wholeToo: { modelOutput: { content: [{ type: 'text', text: 'b' }], stop_reason: 'end_turn' } },
  cut: { modelOutput: { content: [{ type: 'text', text: 'a' }], stop_reason: 'max_tokens' } },
  cutToo: { modelOutput: { content: [{ type: 'text', text: 'b' }], stop_reason: 'max_tokens' } },
  refused: { modelOutput: { content: [], stop_reason: 'refusal' } },
  nothing: { modelOutput: null },
  failed: { error: { errorCode: 429, errorMessage: 'slow down' } },
} as const;

type Kind = keyof typeof LINES;

const kinds = Object.keys(LINES) as Kind[];
const rankOf = (kind: Kind) => (/^(?:whole|cut)/.test(kind) ? 2 : 1);

let sample: SampleDataset;
let index: InputIndex;

beforeAll(async () => {
  sample = await sampleDataset({ jobs: [[8_000]] });
  const [job] = sample.dataset.manifest.jobs;
  if (job === undefined) throw new TypeError('the sample has no job');
  index = await InputIndex.read(sample.dataset, job);
});

afterAll(async () => {
  index.close();
  await sample.remove();
});

function join(lines: readonly (readonly [number, Kind])[]) {
  const tally = new OutcomeTally();
  const joiner = new JobJoiner(index, familyOf('anthropic.claude-haiku-4-5-20251001-v1:0'), tally);
  joiner.startFile('s3://data/out.jsonl.out');
  const engine = new PlainLineEngine();
  const texts = lines.map(([position, kind]) =>
    JSON.stringify({ recordId: index.recordIdAt(position), ...LINES[kind] }),
  );
  const bytes = Buffer.from(`${texts.join('\n\n')}\n`);
  engine.room(bytes.length).set(bytes);
  const outcomes: PlacedOutcome[] = [
    ...joiner.push(engine.push(bytes.length)),
    ...joiner.push(engine.finish()),
    ...joiner.held(),
    ...joiner.finish({ status: 'missing' }),
  ];
  for (const { outcome } of outcomes) tally.add(outcome);
  return { outcomes, sums: tally.finish({ folder: 'jobs/0000' }, undefined) };
}

const someLines = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(...kinds)), {
  maxLength: 12,
});

describe('JobJoiner', () => {
  it('gives each record one outcome, of its best line whatever the order', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const { outcomes } = join(lines);

        expect(outcomes.map(({ position }) => position).sort()).toEqual(
          Array.from({ length: index.records }, (_, position) => position),
        );
        for (const { position, outcome } of outcomes) {
          const own = lines.filter(([at]) => at === position).map(([, kind]) => kind);
          const best = Math.max(0, ...own.map(rankOf));
          const first = own.find((kind) => rankOf(kind) === best);
          const line = first === undefined ? {} : LINES[first];
          expect(outcome.status).toBe(['missing', 'failed', 'succeeded'][best]);
          if ('modelOutput' in line) expect(outcome.output).toEqual(line.modelOutput);
        }
      }),
    );
  });

  it('counts each outcome once, and each line that gave none', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const { outcomes, sums } = join(lines);
        const { counts, incomplete, anomalies } = sums;
        const ended = outcomes.filter(({ outcome }) => outcome.status === 'succeeded');
        const cut = ended.filter(({ outcome }) => outcome.finishReason === 'length');

        expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(index.records);
        expect(counts.succeeded).toBe(ended.length);
        expect(incomplete).toEqual({
          length: cut.length,
          'content-filter': 0,
          refusal: 0,
          other: 0,
        });
        expect(anomalies).toBe(lines.length - (index.records - counts.missing));
        expect(sums.tokens).toEqual(noTokens);
      }),
    );
  });

  it.each<readonly [Kind, Kind, string]>([
    ['whole', 'whole', 'duplicate'],
    ['whole', 'wholeToo', 'conflict'],
    ['cut', 'cutToo', 'conflict'],
    ['whole', 'cutToo', 'conflict'],
    ['cut', 'whole', 'conflict'],
    ['failed', 'whole', 'duplicate'],
    ['whole', 'refused', 'duplicate'],
    ['failed', 'nothing', 'duplicate'],
  ])('reports %s and %s as a %s, naming the line that was not taken', (first, second, kind) => {
    for (const [a, b] of [
      [first, second],
      [second, first],
    ] as const) {
      const { anomalyExamples } = join([
        [0, a],
        [0, b],
      ]).sums;
      const dropped = rankOf(b) > rankOf(a) ? 1 : 3;

      expect(anomalyExamples).toMatchObject([{ kind, line: dropped }]);
    }
  });
});
