import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText } from '../../../src/cli/errors/error-text.ts';
import { SpinnerProgress } from '../../../src/cli/progress/spinner-progress.ts';
import { codeFrame } from '../../../src/cli/reporters/code-frame.ts';
import { pretty } from '../../../src/cli/reporters/pretty.ts';
import { painter } from '../../../src/cli/terminal/color.ts';
import { displayWidth } from '../../../src/cli/terminal/display-width.ts';
import { formatTable } from '../../../src/cli/terminal/table.ts';
import { wrapText } from '../../../src/cli/terminal/wrap-text.ts';
import { type Diagnostic, type Excerpt, InvalidOptionError } from '../../../src/core/index.ts';
import { reportOf } from '../reporters/sample-report.ts';

/** The widths of terminals: of a watch, of a split window, as of old, and of a wide one. */
const WIDTHS = [20, 40, 80, 200];
const width = fc.constantFrom(...WIDTHS);
/** Text as users have it: of any alphabet, with emoji, marks, tabs and escapes. */
const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'abc{}" 日本語한🎬é\t\u001b'), grapheme()),
});
const words = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 14 }), {
  maxLength: 30,
});
const prose = words.map((list) => list.join(' '));

function grapheme() {
  return fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
}

/** What stands before the words of a line, which are broken behind it. */
const LABEL = /^(?:hint|docs|cause|error|label|more|HEAD \d(?: MORE)*|✔ build|│) +/;

/** Lines that are wider than the terminal although a space stands between two words of them. */
function tooWide(printed: string, columns: number): readonly string[] {
  return printed
    .split('\n')
    .filter((line) => displayWidth(line) > columns)
    .filter((line) => /[^ ] +[^ ]/.test(stripped(line).replace(LABEL, '')));
}

function stripped(line: string): string {
  return stripVTControlCharacters(line).trim();
}

const excerpt: fc.Arbitrary<Excerpt> = fc
  .tuple(text, text, text, fc.boolean(), fc.boolean())
  .map(([before, marked, after, cutBefore, cutAfter]) => ({
    text: `${before}${marked || '{'}${after}`,
    offset: before.length,
    length: (marked || '{').length,
    cutBefore,
    cutAfter,
  }));

const diagnostic: fc.Arbitrary<Diagnostic> = fc
  .record({ message: prose, hint: prose, excerpt, line: fc.integer({ min: 1, max: 999_999 }) })
  .map(({ line, ...rest }) => ({
    code: 'RECORD_ID_DUPLICATE',
    severity: 'error',
    ...rest,
    location: { source: 'a.jsonl', line, column: 1 },
    related: [{ source: 'b.jsonl', line: 1, column: 5 }],
    args: { recordId: 'a', first: 'b' },
  }));

describe('a code frame', () => {
  it('is never wider than the terminal, and always has its mark below what it marks', () => {
    fc.assert(
      fc.property(diagnostic, width, fc.boolean(), (found, columns, isColored) => {
        const paint = painter(isColored);
        const frame = found.excerpt
          ? codeFrame({ ...found, related: [] }, found.excerpt, { paint, width: columns })
          : [];
        const [shown = '', below = ''] = frame.map(stripped);

        for (const line of frame) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        const start = below.indexOf('^');
        expect(below.slice(start)).toMatch(/^\^+$/);
        expect(start).toBeGreaterThan(0);
        expect(displayWidth(below)).toBeLessThanOrEqual(Math.max(displayWidth(shown), start + 1));
      }),
    );
  });

  it('is whole always where there is no terminal', () => {
    fc.assert(
      fc.property(diagnostic, ({ excerpt: part, ...found }) => {
        const paint = painter(false);
        const frame = part === undefined ? [] : codeFrame(found, part, { paint, width: undefined });

        expect(frame).toHaveLength(2);
        expect(frame[1]).toContain('^ first used at b.jsonl:1:5');
      }),
    );
  });
});

describe('a report', () => {
  it('never has a line that is wider than the terminal and could be broken', () => {
    fc.assert(
      fc.property(fc.array(diagnostic, { maxLength: 6 }), width, (found, columns) => {
        const printed = pretty(reportOf(found), { width: columns, maxDiagnostics: 5 });

        expect(tooWide(printed, columns)).toEqual([]);
      }),
    );
  });
});

describe('prose and errors', () => {
  it('never have a line that is wider than the terminal and could be broken, and lose no word', () => {
    fc.assert(
      fc.property(prose, prose, width, (message, hint, columns) => {
        const error = new InvalidOptionError(message, { option: 'x', hint });
        const printed = errorText(error, { paint: painter(false), width: columns });
        const wrapped = wrapText(`label  ${message}`, columns);

        expect(tooWide(printed, columns)).toEqual([]);
        expect(tooWide(wrapped, columns)).toEqual([]);
        expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(
          `label ${message}`.split(/\s+/).filter(Boolean),
        );
        expect(wrapText(message, undefined)).toBe(message);
      }),
    );
  });
});

describe('a table', () => {
  const table = fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.array(fc.array(fc.oneof(prose, text), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 4,
    }),
  );

  it('never has a line that is wider than the terminal, but for a word that is', async () => {
    await fc.assert(
      fc.asyncProperty(table, width, async (rows, columns) => {
        const heads = rows[0]?.map((_, index) => `HEAD ${index}${' MORE'.repeat(index)}`) ?? [];
        const printed = formatTable(heads, rows, columns);

        expect(tooWide(printed, columns)).toEqual([]);
      }),
    );
  });

  it('always has a line for each row where there is no terminal', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const heads = rows[0]?.map((_, index) => `HEAD ${index}`) ?? [];

        expect(formatTable(heads, rows).split('\n')).toHaveLength(rows.length + 1);
      }),
    );
  });
});

describe('a spinner', () => {
  it('never writes a line that is wider than the terminal and could be broken', async () => {
    await fc.assert(
      fc.asyncProperty(prose, fc.constantFrom(...WIDTHS), async (update, columns) => {
        const stream = new PassThrough();
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        const still = () => true;
        Object.assign(stream, { isTTY: true, columns });
        Object.assign(stream, { clearLine: still, cursorTo: still, moveCursor: still });
        const progress = await SpinnerProgress.on(stream, false);
        progress.begin('build');
        progress.update(update);
        progress.end(update);
        progress.stop();

        for (const piece of pieces) expect(tooWide(piece.toString('utf8'), columns)).toEqual([]);
        expect(pieces.length).toBeGreaterThan(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('displayWidth()', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['🎬', 2],
    ['❤️', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['\u001b[31mred\u001b[39m', 3],
    ['ｱ', 1],
    ['Ａ', 2],
    ['a\u200bb', 2],
    ['\u3099', 0],
  ])('of %j is %i', (shown, columns) => {
    expect(displayWidth(shown)).toBe(columns);
  });
});
