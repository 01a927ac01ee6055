import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, DiagnosticCollector } from '../../../src/core/index.ts';
import { quotasFor } from '../../../src/quotas/index.ts';
import { checkModel, RowJudge, validateDataset } from '../../../src/validators/index.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const { quotas } = quotasFor(undefined, { recordBytes: 100_000 });

const claude = (text: string, more = '') =>
  `{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":${JSON.stringify(text)}}]${more}}`;

/** Lines as a build makes them: right ones, and some of every kind of mistake. */
const line = fc.record({
  id: fc.constantFrom('a', 'b', 'pad-1', 'not usual', '', 'c'),
  isUnique: fc.boolean(),
  input: fc.oneof(
    { weight: 4, arbitrary: fc.string({ maxLength: 20 }).map((text) => claude(`x${text}`)) },
    fc.constantFrom(
      claude('x', ',"temperature":3'),
      claude('x', ',"zzq":1'),
      claude(' '),
      '{}',
      '[]',
      claude('long'.repeat(30_000)),
      claude('longer'.repeat(200_000)),
    ),
  ),
  /** Rows before it that became no record. */
  gap: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(3)),
});

interface Line {
  readonly text: string;
  /** 1-based. */
  readonly row: number;
}

const allLines = fc.array(line, { maxLength: 30 }).map((drawn) => {
  let row = 0;
  return drawn.map(({ id, isUnique, input, gap }, index): Line => {
    row += 1 + gap;
    const recordId = isUnique ? `${id}${index}` : id;
    return { text: `{"recordId":${JSON.stringify(recordId)},"modelInput":${input}}\n`, row };
  });
});

/** Indexes of lines that come many at once, each run from one to before another one. */
interface Runs {
  readonly at: readonly (readonly [number, number])[];
}

function madeOf(lines: readonly Line[]) {
  const bytes = Buffer.from(lines.map(({ text }) => text).join(''));
  let end = 0;
  const ends = Uint32Array.from(lines, ({ text }) => (end += Buffer.byteLength(text)));
  return { bytes, ends, count: lines.length, haveOneForm: true };
}

function judged(lines: readonly Line[], flushes: ReadonlySet<number>, runs: Runs = { at: [] }) {
  const collector = new DiagnosticCollector();
  const written: string[] = [];
  const judge = new RowJudge(
    {
      check: checkModel({ model: MODEL, invocationType: 'InvokeModel', asOf: '2026-11-01' }),
      ...{ quotas, invocationType: 'InvokeModel', excerpts: true },
    },
    collector,
    { source: 'rows', take: ({ bytes }) => written.push(Buffer.from(bytes).toString()) },
  );
  for (const [index, { text, row }] of lines.entries()) {
    const run = runs.at.find(([from, to]) => index >= from && index < to);
    if (run === undefined) judge.add(Buffer.from(text), { row });
    else if (run[0] === index) judge.addLines(madeOf(lines.slice(...run)), { row });
    if (flushes.has(index)) judge.flush();
  }
  judge.finish();
  judge.close();
  const sizes = { jobs: 1, files: 1, records: lines.length, bytes: 0 };
  return { report: collector.report(sizes), written: written.join(''), repeated: judge.repeated };
}

/** What is the same of a diagnostic, whether its line is named by row or by line. */
function brief({ code, severity, location, excerpt }: Diagnostic, rowOf: (line: number) => number) {
  const { row, line: number = 0, path, recordId } = location;
  return { code, severity, row: row ?? rowOf(number), path, recordId, excerpt };
}

describe('RowJudge', () => {
  it('always says of records on their way what is said of them in a file, and gives all lines on', async () => {
    await fc.assert(
      fc.asyncProperty(allLines, fc.array(fc.nat(30), { maxLength: 4 }), async (lines, flushes) => {
        const text = lines.map((one) => one.text).join('');

        const { report, written, repeated } = judged(lines, new Set(flushes));
        const inFile = await validateDataset(
          { bytes: [Buffer.from(text)] },
          {
            ...{ model: MODEL, asOf: '2026-11-01' },
            quotas: { ...quotas, minRecordsPerJob: 0, recordsPerJob: 1e9, recordsPerFile: 1e9 },
          },
        );

        expect(written).toBe(text);
        expect(repeated).toBe(inFile.repeatedModelInputs ?? 0);
        expect(report.diagnostics.map((one) => brief(one, Number))).toEqual(
          inFile.diagnostics.map((one) => brief(one, (at) => lines[at - 1]?.row ?? 0)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('always says of lines that one template made, many at once, what it says of each alone', () => {
    const text = fc.constantFrom(
      'x',
      ' ',
      '"',
      'a\\',
      '\n',
      'long'.repeat(2000),
      '\u00e9'.repeat(9000),
    );
    const drawn = fc.array(fc.tuple(fc.nat(40), text), { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(drawn, fc.nat(30), fc.nat(30), (rows, first, others) => {
        const lines = rows.map(([id, one], index): Line => {
          const recordId = id === 0 ? 'again' : `r${index}`;
          return {
            text: `{"recordId":"${recordId}","modelInput":${claude(one)}}\n`,
            row: index + 1,
          };
        });
        const runs: Runs = {
          at: [
            [first, first + 29 + others],
            [first + 30 + others, lines.length],
          ],
        };

        const { report, ...made } = judged(lines, new Set(), runs);
        const alone = judged(lines, new Set());

        expect(report.diagnostics).toEqual(alone.report.diagnostics);
        expect(made).toEqual({ written: alone.written, repeated: alone.repeated });
      }),
      { numRuns: 15 },
    );
  });
});
