import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  loadMapFunction,
  loadSchema,
} from '../../src/builders/index.ts';
import { json } from '../../src/cli/reporters/json.ts';
import { pretty } from '../../src/cli/reporters/pretty.ts';
import { DatasetInvalidError, diagnosticCodes, type Report } from '../../src/core/index.ts';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';
import { type Buckets, EmulatedObjects } from '../support/emulated-objects.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Names of the folders below a folder: each is a case, named after the code it shows. */
function casesIn(kind: 'diagnostics' | 'builds'): string[] {
  return readdirSync(join(HERE, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Models end on days that come: a case that names no day is of this one. */
const AS_OF = '2026-11-28';

function optionsOf<Options>(folder: string): Options {
  const options: unknown = JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8'));
  return { asOf: AS_OF, ...(options as Options) };
}

/** Buckets and keys of the S3 that a case is checked against, where it has an `s3.json`. */
function bucketsOf(folder: string): Buckets | undefined {
  const path = join(folder, 's3.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Buckets) : undefined;
}

/** The schema that a case is checked with, where it has one. */
async function schemaBeside(folder: string, use: 'modelInput' | 'row') {
  const file = join(folder, use === 'row' ? 'row-schema.mjs' : 'schema.mjs');
  return existsSync(file) ? loadSchema(file, use) : undefined;
}

async function expectReport(report: Report, folder: string): Promise<void> {
  const code = folder.slice(folder.lastIndexOf('/') + 1);
  const local = (text: string) => `${text.replaceAll(`${folder}/`, '')}\n`;

  expect(report.counts.map((count) => count.code)).toContain(code);
  await expect(local(json(report, {}))).toMatchFileSnapshot(join(folder, 'expected.json'));
  await expect(local(pretty(report, { isMostAsked: true }))).toMatchFileSnapshot(
    join(folder, 'expected.txt'),
  );
}

describe('validateDataset()', () => {
  it.each(casesIn('diagnostics'))('finds %s', async (code) => {
    const folder = join(HERE, 'diagnostics', code);
    const input = ['dataset', 'job', 'input.jsonl'].find((name) => existsSync(join(folder, name)));

    const buckets = bucketsOf(folder);
    await using objects = await EmulatedObjects.hold(buckets ?? {});

    const report = await validateDataset(join(folder, input ?? ''), {
      ...optionsOf<ValidateOptions>(folder),
      schema: await schemaBeside(folder, 'modelInput'),
      checkS3: buckets && { s3: objects.s3 },
    });

    await expectReport(report, folder);
  });
});

describe('buildDataset()', () => {
  let out: string;
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'golden-'));
  });
  afterAll(() => rm(out, { recursive: true }));

  it.each(casesIn('builds'))('finds %s', async (code) => {
    const folder = join(HERE, 'builds', code);
    const source = readdirSync(folder).find((name) => name.startsWith('source.')) ?? '';
    const map = join(folder, 'map.mjs');
    const options = {
      ...optionsOf<BuildOptions>(folder),
      ...(existsSync(map) && { record: await loadMapFunction(map) }),
      schema: await schemaBeside(folder, 'modelInput'),
      rowSchema: await schemaBeside(folder, 'row'),
      out: join(out, code),
    };

    const report = await reportOf(join(folder, source), options);

    await expectReport(report, folder);
  });
});

/** The report of a build, whether it ends well or not. */
async function reportOf(source: string, options: BuildOptions): Promise<Report> {
  try {
    const { report } = await buildDataset(source, options);
    if (report === undefined) throw new TypeError('The dataset was there already');
    return report;
  } catch (error) {
    if (error instanceof DatasetInvalidError) return error.report;
    throw error;
  }
}

describe('the golden cases', () => {
  it('show every code of the catalogue', () => {
    const shown = new Set([...casesIn('diagnostics'), ...casesIn('builds')]);

    expect(diagnosticCodes.filter((code) => !shown.has(code))).toEqual([]);
  });

  it('show no code that the catalogue does not have', () => {
    const known = new Set<string>(diagnosticCodes);

    expect(
      [...casesIn('diagnostics'), ...casesIn('builds')].filter((code) => !known.has(code)),
    ).toEqual([]);
  });
});
