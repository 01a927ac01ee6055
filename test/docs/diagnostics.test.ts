import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderDiagnosticsPage } from '../../scripts/render-diagnostics.mjs';
import { diagnosticCodes } from '../../src/core/index.ts';

const page = readFileSync(
  fileURLToPath(new URL('../../docs/diagnostics.md', import.meta.url)),
  'utf8',
);
const sections = page.split(/^## (?=[A-Z][A-Z0-9_]+$)/m).slice(1);

describe('docs/diagnostics.md', () => {
  it('says what the catalogue and the golden cases say (npm run render writes it anew)', () => {
    expect(page).toBe(renderDiagnosticsPage());
  });

  it('has a heading for every code of the catalogue, and no other', () => {
    const headings = sections.map((section) => section.split('\n')[0]);

    expect(headings.toSorted()).toEqual(diagnosticCodes.toSorted());
  });

  it.each(sections.map((section) => [section.split('\n')[0], section] as const))(
    'explains %s with an example',
    (_code, section) => {
      expect(section.split('\n').slice(1).join('\n').trim().length).toBeGreaterThan(100);
      expect(section).toContain('```');
    },
  );
});
