import fc from 'fast-check';
import { smallQuotas } from './dataset-lines.ts';

/** Rows as some program writes them; of some the prompt is empty, so that they become no record. */
export const plannedSources = fc
  .record({
    format: fc.constantFrom('csv', 'jsonl', 'json'),
    rows: fc.array(
      fc.record({
        kind: fc.constantFrom('a', 'b'),
        text: fc.constantFrom('x', 'two\nlines', 'a "quoted" one', 'é😀', 'y'.repeat(300), ''),
      }),
      { minLength: 1, maxLength: 40, size: 'max' },
    ),
  })
  .map(({ format, rows }) => {
    const all = rows.map((row, index) => ({ key: `k${index}`, ...row }));
    return { format, text: written(all, format) };
  });

function written(rows: readonly Record<string, string>[], format: string): string {
  if (format === 'json') return JSON.stringify(rows, null, rows.length % 3);
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const lines = rows.map((row) =>
    Object.values(row)
      .map((field) => `"${field.replaceAll('"', '""')}"`)
      .join(','),
  );
  return `key,kind,text\r\n${lines.join('\r\n')}`;
}

/** How records are made of them. */
export const plannedBuilds = fc.record({
  id: fc.constantFrom(undefined, '{{key}}'),
  where: fc.constantFrom(undefined, [{ column: 'kind', is: 'a' }]),
  limit: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  sample: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  onInvalid: fc.constantFrom(undefined, 'skip' as const),
  belowMinimum: fc.constantFrom(undefined, 'pad' as const),
  prompt: fc.constantFrom('Say {{text}}', '{{text}}'),
  quotas: smallQuotas,
});
