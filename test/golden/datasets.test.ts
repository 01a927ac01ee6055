import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, buildDataset } from '../../src/builders/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

/**
 * Each folder has a source, the options of a build, and the dataset that commit 00c5570 built of them, when rows became records one by one
 * as JavaScript values. Its manifest is kept without the build key, in which the path of the source is.
 */
const CASES = fileURLToPath(new URL('datasets/', import.meta.url));
/** A day before which none of the models has ended. */
const AS_OF = '2026-11-28';

interface GoldenManifest {
  readonly quotas: Readonly<Record<string, number>>;
  readonly jobs: readonly { readonly shards: readonly { readonly path: string }[] }[];
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

describe('buildDataset()', () => {
  const folder = useTemporaryFolder();

  it.each(readdirSync(CASES))('writes the same shards and manifest as ever: %s', async (name) => {
    const at = (path: string) => join(CASES, name, path);
    const source = readdirSync(at('')).find((file) => file.startsWith('source.')) ?? '';
    const options = readJson<Omit<BuildOptions, 'out'>>(at('options.json'));
    const out = join(folder.path, 'out');

    await buildDataset(at(source), { ...options, asOf: AS_OF, out });

    const { quotas: _, ...expected } = readJson<GoldenManifest>(at('expected/manifest.json'));
    // quotas are those of AWS today, and what is known of the rows came later
    const built = readJson<GoldenManifest>(join(out, 'manifest.json'));
    const { quotas, buildKey, rows, ...manifest } = { buildKey: '', rows: {}, ...built };
    expect(manifest).toEqual(expected);
    expect(quotas).toMatchObject(options.quotas ?? {});
    expect(buildKey).not.toBe('');
    expect(rows).toMatchObject({ crc32: expect.any(String) });
    for (const { path } of expected.jobs.flatMap((job) => job.shards))
      expect(readFileSync(join(out, path))).toEqual(readFileSync(at(`expected/${path}`)));
  });
});
