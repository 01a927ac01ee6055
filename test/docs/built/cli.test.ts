import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasCommand } from '../../../scripts/docs/command-help.mjs';
import { renderCommandPage } from '../../../scripts/render-cli.mjs';

describe.runIf(hasCommand)('docs/cli.md', () => {
  it('says what --help says (node scripts/render-cli.mjs writes it anew)', () => {
    const page = readFileSync(
      fileURLToPath(new URL('../../../docs/cli.md', import.meta.url)),
      'utf8',
    );

    expect(page).toBe(renderCommandPage());
  });
});
