import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isListed } from '../../../src/models/facts/listed-ids.ts';
import { foundationModelOf } from '../../../src/models/index.ts';
import { endOfLife } from '../../../src/models/lean.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** No test follows the clock: it is set forward with each look at AWS's page. */
const AS_OF = '2026-11-28';

/** What people copy from: pages, programs, help and docstrings. */
const PAGES = ['README.md', 'docs', 'examples', 'bench', 'scripts', 'src'];
/** Tables of what is known, also of models that are gone. */
const TABLES =
  /^(?:docs\/(?:models\.md|quotas\.md|decisions\/.*)|bench\/results\/.*|src\/models\/.*|src\/quotas\/table\/quota-codes\.ts)$/;
/** What docs/diagnostics.md is rendered from: the examples are looked at there. */
const RENDERED = /^src\/core\/catalogue\//;
/** Sections of docs/diagnostics.md whose wrong examples are such models, others that do not batch, or ids that are none. */
const ABOUT_THEM =
  /^## MODEL_(?:ENDED|ENDED_ELSEWHERE|ENDING|ID_UNLISTED|BATCH_UNLIKELY)$[^]*?(?=^## |$(?![^]))/gm;
/** What such a section says to do: neither the wrong example nor the report on it. */
const RIGHT = /^Right:$[^]*?(?=^A report says of it:$|$(?![^]))/m;
const ID =
  /\b(?:(?:us|eu|apac|global|jp|au|us-gov)\.)?(?:anthropic|amazon|meta|mistral|openai|qwen|deepseek|google|cohere|ai21)\.[a-z][a-z0-9.:-]*\d\b/g;

function filesBelow(path: string): readonly string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|ts|mts|mjs|js|yml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replace(/^\/+/, ''))
    .filter((file) => !file.includes('node_modules/'));
}

function idsIn(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(
    ABOUT_THEM,
    (section) => RIGHT.exec(section)?.[0] ?? '',
  );
  return [...new Set(text.match(ID) ?? [])].filter((id) => !id.startsWith('amazon.com'));
}

const named = PAGES.flatMap(filesBelow)
  .filter((file) => !TABLES.test(file) && !RENDERED.test(file))
  .flatMap((file) => idsIn(file).map((id) => ({ file, id })));

describe('the models that people copy from us', () => {
  it('are many', () => {
    expect(named.length).toBeGreaterThan(40);
  });

  it.each(named)('are listed and served: $id in $file', ({ id }) => {
    const foundationModel = foundationModelOf(id) ?? id;

    expect(isListed(foundationModel)).toBe(true);
    expect(endOfLife({ foundationModel, asOf: AS_OF })).toBeUndefined();
  });
});
