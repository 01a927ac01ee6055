import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiagnosticCollector } from '../../../src/core/index.ts';
import { fileBlocks, type LineEngine, PlainLineEngine } from '../../../src/engine/index.ts';
import { quotasFor } from '../../../src/quotas/index.ts';
import { DatasetValidator } from '../../../src/validators/checking/dataset-validator.ts';
import { simdEngine } from '../../support/simd-lines.ts';
import { collidingIds } from '../support/colliding-ids.ts';

const ids = fc.oneof(
  fc.nat(60).map((number) => `REC-${number}`),
  fc.string({ maxLength: 80, unit: 'binary' }),
  fc.constantFrom('', 'x'.repeat(64), 'x'.repeat(65), '__proto__', 'é', '\ud800', '\udfff'),
  fc.constantFrom(...collidingIds(4)),
);

/** A line with what stands before it, and whether a new file begins here. */
interface Step {
  readonly id: string | undefined;
  readonly text: string;
  readonly newFile: boolean;
}

const forms = fc.record({
  form: fc.constantFrom('plain', 'plain', 'plain', 'last', 'escaped', 'long', 'bad', 'blank'),
  newFile: fc.nat(20).map((n) => n === 0),
});

function stepOf(id: string, { form, newFile }: { form: string; newFile: boolean }): Step {
  const hasId = form !== 'bad' && form !== 'blank';
  return { id: hasId ? id : undefined, text: textOf(id, form), newFile };
}

const anySteps = fc.array(
  fc.tuple(ids, forms).map(([id, form]) => stepOf(id, form)),
  { maxLength: 150 },
);

/** Ids that grow as numbers of rows do, but for a few that come again or are less. */
const growingSteps = fc
  .array(fc.tuple(fc.integer({ min: -40, max: 2 }), forms), { maxLength: 300, size: 'large' })
  .chain((drawn) =>
    fc.tuple(
      fc.constant(drawn),
      fc.nat(3).map((n) => n * 100),
      fc.constantFrom('', 'row-', 'é"'),
    ),
  )
  .map(([drawn, before, prefix]) =>
    drawn.map(([back, form], row) => {
      const number = before + row + (back > 0 ? -back * 3 : 0);
      return stepOf(`${prefix}${Math.max(0, number)}`, form);
    }),
  );

const steps: fc.Arbitrary<readonly Step[]> = fc.oneof(anySteps, growingSteps);

function textOf(id: string, form: string): string {
  const json = JSON.stringify(id);
  const escaped = Array.from({ length: id.length }, (_, at) =>
    id.charCodeAt(at).toString(16).padStart(4, '0'),
  );
  switch (form) {
    case 'last':
      return `{"modelInput":{"text":${json}},"recordId":${json}}`;
    case 'escaped':
      return `{"recordId":"${escaped.map((unit) => `\\u${unit}`).join('')}","modelInput":{}}`;
    case 'long':
      return `{"recordId":${json},"modelInput":{"text":"${'x'.repeat(30_000)}"}}`;
    case 'bad':
      return `{"recordId":${json},`;
    case 'blank':
      return '';
    default:
      return `{"recordId":${json},"modelInput":{}}`;
  }
}

/** The files of the steps, without those that have no line. */
function filesOf(all: readonly Step[]): readonly (readonly Step[])[] {
  const files: Step[][] = [[]];
  for (const step of all) {
    if (step.newFile) files.push([]);
    files.at(-1)?.push(step);
  }
  return files;
}

/** What a map of all ids says: where each used id stands, and where it stood first. */
function expected(files: readonly (readonly Step[])[]) {
  const first = new Map<string, { source: string; line: number }>();
  const found: unknown[] = [];
  for (const [file, lines] of files.entries()) {
    for (const [index, { id }] of lines.entries()) {
      const place = { source: String(file), line: index + 1 };
      if (id === undefined) continue;
      const before = first.get(id);
      if (before === undefined) first.set(id, place);
      else found.push({ ...place, recordId: id, first: before });
    }
  }
  return found;
}

const fast = simdEngine({ recordBytes: 1e6 });

function fastEngine(): LineEngine {
  fast.restart();
  return fast;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'id-index-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const RULES = { explain: () => [], quotas: quotasFor(undefined, {}).quotas, excerpts: false };

/** Validates the files, whose ids are read again from them or, where they cannot be, from a spool. */
function duplicates(
  files: readonly (readonly Step[])[],
  { newEngine, again, tmp }: { newEngine: () => LineEngine; again: boolean; tmp?: string },
) {
  const collector = new DiagnosticCollector({ keepPerCode: Infinity });
  const validator = new DatasetValidator({ ...RULES, tmp, maxLineBytes: 1e6 }, collector);
  validator.startJob('job');
  for (const [file, lines] of files.entries()) {
    const path = join(folder, String(file));
    writeFileSync(path, lines.map(({ text }) => `${text}\n`).join(''));
    validator.startFile(String(file), again ? path : undefined);
    for (const block of fileBlocks(path, newEngine())) validator.push(block);
    validator.finishFile();
  }
  validator.close();
  const report = collector.report(validator.sizes);
  return report.diagnostics
    .filter(({ code }) => code === 'RECORD_ID_DUPLICATE')
    .map(({ location, args, related }) => ({
      source: location.source,
      line: location.line,
      recordId: (args as { recordId: string }).recordId,
      first: related?.[0],
    }));
}

const ways = [
  ['read again from the files', { again: true }],
  ['spooled to a file', { again: false, tmp: tmpdir() }],
  ['spooled in memory', { again: false }],
] as const;

describe.each(ways)('IdIndex, with ids %s', (_name, way) => {
  it.each([
    ['accepted lines', fastEngine],
    ['looked-at lines', () => new PlainLineEngine()],
  ])('always finds what a map of all ids finds, for %s', (_lines, newEngine) => {
    fc.assert(
      fc.property(steps, (all) => {
        const files = filesOf(all);

        expect(duplicates(files, { ...way, newEngine })).toEqual(expected(files));
      }),
      { numRuns: 30 },
    );
  });
});

describe('IdIndex', () => {
  it('tells ids of the same hash apart, and finds each again', () => {
    const all = [...collidingIds(30), ...collidingIds(30)];
    const files = [all.map((id) => ({ id, text: textOf(id, 'plain'), newFile: false }))];

    expect(duplicates(files, { newEngine: fastEngine, again: true })).toHaveLength(30);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('knows 40,000 ids of a file, each used again', () => {
    const lines = Array.from({ length: 40_000 }, (_, number) => {
      const id = `record-${String(number).padStart(9, '0')}`;
      return { id, text: textOf(id, 'plain'), newFile: false };
    });
    const files = [lines, lines];

    expect(duplicates(files, { newEngine: fastEngine, again: true })).toEqual(expected(files));
  });
});
