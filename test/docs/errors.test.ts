import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderErrorsPage } from '../../scripts/render-errors.mjs';

describe('docs/errors.md', () => {
  it('says what the table of exit statuses says (npm run render writes it anew)', () => {
    const page = readFileSync(
      fileURLToPath(new URL('../../docs/errors.md', import.meta.url)),
      'utf8',
    );

    expect(page).toBe(renderErrorsPage());
  });
});
