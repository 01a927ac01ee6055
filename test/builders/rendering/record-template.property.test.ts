import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../../src/builders/records/encode-record.ts';
import { promptRecord } from '../../../src/builders/records/prompt-record.ts';
import { recordIds } from '../../../src/builders/records/record-ids.ts';
import { CsvRenderer } from '../../../src/builders/rendering/csv-renderer.ts';
import {
  type RecordTemplateOptions,
  recordTemplate,
} from '../../../src/builders/rendering/record-template.ts';
import { csv } from '../../../src/builders/sources/csv.ts';
import { families } from '../../../src/models/families/families.ts';
import { bytesOf, readRows } from '../../support/read-rows.ts';

const parts = fc.constantFrom(
  ...[
    '{{a}}',
    '{{b}}',
    '{{ c d }}',
    ' ',
    '\n',
    'text',
    '"',
    '\\',
    '\u2028',
    '\ud800',
    '日本',
    '\\{{',
  ],
);
const templates = fc.array(parts, { maxLength: 5 }).map((texts) => texts.join(''));
const field = fc.oneof(
  fc.constantFrom('', ' ', '\n', '\u0085', 'x', '"', '\\', '</s>', '\u2029', '\u3000'),
  fc.string({ unit: 'grapheme' }),
);
const rows = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 6 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The lines, as far as the engine makes them: undefined for a row that is left to the mapper. */
function render(
  bytes: Uint8Array,
  options: RecordTemplateOptions,
): (string | undefined)[] | undefined {
  const templateFor = recordTemplate(options);
  if (templateFor?.(['a', 'b', 'c d']) === undefined) return undefined;
  const renderer = new CsvRenderer({ name: 'x', maxRowBytes: 1e6, delimiter: 0x2c }, templateFor);
  const lines: (string | undefined)[] = [];
  for (const batch of renderer.push(bytes)) {
    if (batch.kind === 'rows') lines.push(...batch.rows.map(() => undefined));
    else
      lines.push(
        ...Buffer.from(batch.bytes)
          .toString()
          .split(/(?<=\n)/),
      );
  }
  return lines;
}

describe('recordTemplate()', () => {
  it.each(families)('always makes of $name what mapping the rows makes', async (family) => {
    const isText = family.answers === 'text';
    await fc.assert(
      fc.asyncProperty(
        templates,
        isText ? fc.option(templates, { nil: undefined }) : fc.constant(undefined),
        fc.constantFrom('row', '{{a}}', 'id-{{b}}'),
        rows,
        async (prompt, system, id, table) => {
          const options = { family, prompt, system, id, maxTokens: isText ? 9 : undefined };
          const text = `a,b,c d\n${table.map((fields) => `${fields.map(quoted).join(',')}\n`).join('')}`;
          const rendered = render(bytesOf(text), options);
          if (rendered === undefined) return;

          const map = promptRecord({ ...options, ids: await recordIds(id) });
          const mapped = (await readRows(csv(bytesOf(text)))).map(map);
          expect(rendered).toHaveLength(mapped.length);
          for (const [index, line] of rendered.entries()) {
            const { record, diagnostics = [] } = mapped[index] ?? {};
            if (line === undefined) continue;
            expect(diagnostics).toEqual([]);
            expect(line).toBe(Buffer.from(encodeRecord(record as never)).toString());
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
