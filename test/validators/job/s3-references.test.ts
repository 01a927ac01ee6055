import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { DatasetInvalidError } from '../../../src/core/index.ts';
import {
  type ValidateOptions,
  validateDataset,
  validateRecord,
} from '../../../src/validators/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const NOVA = 'amazon.nova-lite-v1:0';
const UNKNOWN = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12';
const OPTIONS: ValidateOptions = { model: NOVA, quotas: { minRecordsPerJob: 1 } };

const modelInput = (uri: string) => ({
  messages: [
    {
      role: 'user',
      content: [{ video: { format: 'mp4', source: { s3Location: { uri } } } }, { text: 'What?' }],
    },
  ],
});
const plain = (text: string) => ({ messages: [{ role: 'user', content: [{ text }] }] });
const record = (recordId: string, uri: string) =>
  `${JSON.stringify({ recordId, modelInput: modelInput(uri) })}\n`;
const plainRecord = (recordId: string) =>
  `${JSON.stringify({ recordId, modelInput: plain('Hello') })}\n`;

/** Validates one record for each URI, in one job. */
async function find(uris: readonly string[], options: ValidateOptions = {}) {
  const bytes = [Buffer.from(uris.map((uri, index) => record(`r${index}`, uri)).join(''))];
  const report = await validateDataset({ bytes }, { ...OPTIONS, ...options });
  return report.diagnostics;
}

const codesOf = (diagnostics: Awaited<ReturnType<typeof find>>) =>
  diagnostics.map(({ code, location }) => [code, location.line]);

describe('validateDataset() of records that refer to S3 objects', () => {
  it('finds nothing where all lie below one folder', async () => {
    expect(await find(['s3://bucket/in/a.mp4', 's3://bucket/in/sub/b.mp4'])).toEqual([]);
  });

  it('says which character of a URI is refused, and where it stands', async () => {
    const [diagnostic] = await find(['s3://Bucket/in/a.mp4']);

    expect(diagnostic).toMatchObject({
      code: 'S3_URI_PATTERN',
      severity: 'error',
      location: {
        line: 1,
        path: 'modelInput.messages[0].content[0].video.source.s3Location.uri',
      },
      args: { fault: 'the name of the bucket holds "B"' },
    });
  });

  it('doubts unusual keys in bodies of InvokeModel only: for Converse a pattern is documented', async () => {
    const uris = ['s3://bucket/in/dt=1/a b.mp4'];

    expect(codesOf(await find(uris))).toEqual([['S3_URI_UNUSUAL', 1]]);
    expect(await find(uris, { invocationType: 'Converse' })).toEqual([]);
  });

  it('leaves to the schema what the schema refuses', async () => {
    expect(codesOf(await find([`s3://bucket/${'a'.repeat(1013)}`]))).toEqual([
      ['MODEL_INPUT_VALUE', 1],
    ]);
  });

  it('names both places where objects are in two buckets', async () => {
    const found = await find([
      's3://one/in/a.mp4',
      's3://two/in/b.mp4',
      's3://one/in/c.mp4',
      's3://two/in/d.mp4',
    ]);

    expect(codesOf(found)).toEqual([
      ['S3_REFERENCE_BUCKET', 2],
      ['S3_REFERENCE_BUCKET', 4],
    ]);
    expect(found[1]).toMatchObject({
      related: [{ source: 'stdin', line: 1, recordId: 'r0' }],
      args: { uri: 's3://two/in/d.mp4', firstUri: 's3://one/in/a.mp4', first: 'stdin:1' },
    });
  });

  it('does not mix the jobs of one call', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), record('1', 's3://one/in/a.mp4'));
    await writeFile(join(folder.path, 'b.jsonl'), record('2', 's3://two/in/b.mp4'));
    const paths = [join(folder.path, 'a.jsonl'), join(folder.path, 'b.jsonl')];

    expect((await validateDataset(paths, OPTIONS)).diagnostics).toEqual([]);
    expect((await validateDataset(folder.path, OPTIONS)).diagnostics).toMatchObject([
      {
        code: 'S3_REFERENCE_BUCKET',
        location: { source: paths[1] },
        related: [{ source: paths[0] }],
      },
    ]);
  });

  it.each([
    [
      'no folder in common',
      ['s3://b-1/x/1', 's3://b-1/y/2', 's3://b-1/x/3'],
      ['stdin:1', 'stdin:2'],
    ],
    ['one in no folder', ['s3://b-1/1.mp4'], ['stdin:1', undefined]],
    ['a folder that is no input', ['s3://b-1/a=1/x/1', 's3://b-1/a=1/y/2'], ['stdin:1', 'stdin:2']],
  ])('warns of %s', async (_why, uris, [first, other]) => {
    const found = await find(uris, { invocationType: 'Converse' });

    expect(found).toMatchObject([
      {
        code: 'S3_REFERENCE_SPREAD',
        severity: 'warning',
        location: { source: 'stdin' },
        args: { folder: 's3://b-1/', first },
      },
    ]);
    const [diagnostic] = found;
    expect(diagnostic?.args).toMatchObject({ other });
  });

  it('compares every object with the input of the job, letter by letter', async () => {
    const uris = [
      's3://bucket/in/a.mp4',
      's3://bucket/In/b.mp4',
      's3://bucket/input/c.mp4',
      's3://other/in/d.mp4',
    ];

    for (const inputUri of ['s3://bucket/in', 's3://bucket/in/']) {
      const found = await find(uris, { inputUri });
      expect(codesOf(found)).toEqual([
        ['S3_REFERENCE_OUTSIDE', 2],
        ['S3_REFERENCE_OUTSIDE', 3],
        ['S3_REFERENCE_OUTSIDE', 4],
      ]);
      expect(found[0]?.args).toEqual({ uri: uris[1], folder: 's3://bucket/in/' });
    }
    expect(await find(uris.slice(0, 3), { inputUri: 's3://bucket' })).toEqual([]);
  });

  it('wants a folder as the input of a job whose records refer to objects', async () => {
    const inputUri = 's3://bucket/in/input.jsonl';

    expect(
      await find(['s3://bucket/in/a.mp4', 's3://bucket/in/b.mp4'], { inputUri }),
    ).toMatchObject([
      {
        code: 'S3_INPUT_NOT_FOLDER',
        location: { source: 'stdin' },
        args: { inputUri, uri: 's3://bucket/in/a.mp4', first: 'stdin:1' },
      },
    ]);
    const bytes = [Buffer.from(plainRecord('1'))];
    const report = await validateDataset({ bytes }, { ...OPTIONS, inputUri });
    expect(report.diagnostics).toEqual([]);
  });

  it('refuses an input that Bedrock refuses, before anything is read', async () => {
    await expect(find([], { inputUri: 's3://bucket/dt=1/' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'inputUri',
      message: expect.stringContaining('its key holds "=" (character 15)'),
    });
    await expect(find([], { inputUri: 's3://bucket/dt=1/a.jsonl' })).rejects.toMatchObject({
      option: 'inputUri',
    });
  });

  it('refuses one input for several jobs', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), record('1', 's3://one/in/a.mp4'));
    const path = join(folder.path, 'a.jsonl');

    await expect(
      validateDataset([path, path], { ...OPTIONS, inputUri: 's3://one/in/' }),
    ).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'inputUri' });
  });

  it('sees the objects of a model nobody knows, in the lines an engine would accept', async () => {
    const lines = [
      plainRecord('1'),
      record('2', 's3://one/in/a.mp4'),
      plainRecord('3'),
      record('4', 's3://two/in/a.mp4'),
      plainRecord('5'),
    ];
    const bytes = [Buffer.from(lines.join(''))];

    const report = await validateDataset({ bytes }, { ...OPTIONS, model: UNKNOWN });

    expect(report.diagnostics.map(({ code, location }) => [code, location.line])).toEqual([
      ['MODEL_UNKNOWN', undefined],
      ['S3_REFERENCE_BUCKET', 4],
    ]);
    expect(report.records).toBe(5);
  });

  const folder = useTemporaryFolder();
});

describe('validateDataset() of a dataset that refers to S3 objects', () => {
  const folder = useTemporaryFolder();
  const severities = { S3_REFERENCE_OUTSIDE: 'off' } as const;

  async function build(uris: readonly string[]) {
    return buildDataset(uris, {
      model: NOVA,
      record: (uri) => ({ modelInput: modelInput(uri) }),
      quotas: { minRecordsPerJob: 1, recordsPerJob: 1 },
      out: join(folder.path, 'out'),
      severities,
    });
  }

  it('knows the folder of each job even where it does not know the prefix', async () => {
    const { folder: out } = await build(['s3://b-1/x/jobs/0000/a', 's3://b-1/x/jobs/0000/b']);

    const report = await validateDataset(out);

    expect(report.diagnostics).toMatchObject([
      {
        code: 'S3_REFERENCE_OUTSIDE',
        location: { source: join(out, 'jobs/0001/shard-00000.jsonl'), line: 1 },
        args: { uri: 's3://b-1/x/jobs/0000/b', folder: '…/jobs/0001/' },
      },
    ]);
  });

  it('compares with the whole prefix where it is told', async () => {
    const { folder: out } = await build(['s3://b-1/x/jobs/0000/a', 's3://b-1/y/jobs/0001/b']);

    const report = await validateDataset(out, { inputUri: 's3://b-1/x' });

    expect(report.diagnostics.map(({ args }) => args)).toEqual([
      { uri: 's3://b-1/y/jobs/0001/b', folder: 's3://b-1/x/jobs/0001/' },
    ]);
  });
});

describe('buildDataset() of records that refer to S3 objects', () => {
  const folder = useTemporaryFolder();

  it('builds nothing that no job could read', async () => {
    const built = buildDataset(['s3://bucket/in/a.mp4'], {
      model: NOVA,
      record: (uri) => ({ modelInput: modelInput(uri) }),
      quotas: { minRecordsPerJob: 1 },
      out: join(folder.path, 'out'),
    });

    const error = await built.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatasetInvalidError);
    expect((error as DatasetInvalidError).report.diagnostics).toMatchObject([
      {
        code: 'S3_REFERENCE_OUTSIDE',
        location: { row: 1 },
        args: { folder: '…/jobs/' },
      },
    ]);
  });
});

describe('validateRecord() of a record that refers to an S3 object', () => {
  it('looks at its URI', () => {
    const one = { recordId: '1', modelInput: modelInput('s3://b_cket/a.mp4') };

    expect(validateRecord(one, { model: NOVA })).toMatchObject([{ code: 'S3_URI_PATTERN' }]);
  });
});
