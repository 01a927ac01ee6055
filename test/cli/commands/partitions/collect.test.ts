import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const ROLE = 'arn:aws:iam::123456789012:role/Batch';
const BUILD = [
  ...['--model', MODEL, '--prompt', '{{title}}', '--on-invalid', 'skip'],
  ...['--quota', 'min-records-per-job=1', '--quota', 'records-per-job=50'],
];

const folder = useTemporaryFolder();
const aws = useEmulator({ timeScale: 1000, quotas: { minRecordsPerJob: 1 } });
const at = (name: string) => join(folder.path, name);

describe('collect', () => {
  beforeEach(async () => {
    // one title is empty, so that its row is set aside
    const rows = Array.from({ length: 170 }, (_, row) => `${row === 60 ? '""' : `Film ${row}`}\n`);
    await writeFile(at('films.csv'), `title\n${rows.join('')}`);
  });

  async function read(place: string): Promise<string> {
    if (!place.startsWith('s3://')) return readFile(place, 'utf8');
    const s3 = new S3Client(aws.emulator.clientConfig);
    const Key = place.slice('s3://data/'.length);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    const text = await Body?.transformToString();
    s3.destroy();
    return text ?? '';
  }

  /** Collects all shares in any order; gives their outcomes one behind the other. */
  async function collected(dataset: string, of: number): Promise<string> {
    const texts: string[] = [];
    for (let index = of - 1; index >= 0; index -= 1) {
      const share = ['--index', `${index}`, '--of', `${of}`];
      const ended = await aws.call('collect', dataset, ...share);
      expect(ended).toMatchObject({ code: 0 });
      texts.unshift(await read(ended.stdout.trimEnd()));
    }
    return texts.join('');
  }

  it('gives one outcome for every row in S3, whatever the shares, and none twice', async () => {
    const out = 's3://data/batch/films';
    await aws.call('plan', at('films.csv'), '--partitions', '2', '--out', out, ...BUILD);
    for (const index of ['0', '1']) await aws.call('partition', out, '--index', index);
    expect(await aws.call('seal', out)).toMatchObject({ code: 0 });
    expect(await aws.call('submit', out, '--role-arn', ROLE)).toMatchObject({ code: 0 });
    // the jobs may have ended by now, so this is a share of its own
    const early = await aws.call('collect', out, '--index', '0', '--of', '5');
    if (early.code !== 0) expect(early).toMatchObject({ code: 3 });
    expect(await aws.call('jobs', 'wait', out)).toMatchObject({ code: 0 });

    const all = (await aws.call('results', out)).stdout;

    expect(all.trimEnd().split('\n')).toHaveLength(170);
    for (const of of [3, 6]) expect(await collected(out, of)).toBe(all);
    const again = await aws.call('collect', out, '--index', '1', '--of', '3');
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('there already') });
    const status = await aws.call('collect', out, '--status', '--of', '2', '--json');
    expect(JSON.parse(status.stdout)).toEqual({ of: 2, collected: 0, missing: [0, 1] });
    expect((await aws.call('collect', out, '--status', '--of', '6')).stdout).toBe(
      'collected: 6 of 6\n',
    );
  });

  it('gives one outcome for every row in a folder, and leaves the run as it is', async () => {
    await runMain(['build', at('films.csv'), '--out', at('films'), ...BUILD]);
    await aws.call('upload', at('films'), '--to', 's3://data/in/');
    const to = ['--to', 's3://data/in/', '--role-arn', ROLE];
    expect(await aws.call('submit', at('films'), ...to)).toMatchObject({ code: 0 });
    expect(await aws.call('jobs', 'wait', at('films'))).toMatchObject({ code: 0 });
    const before = await readFile(at('films/runs/main/run.json'), 'utf8');

    const all = (await aws.call('results', at('films'))).stdout;

    expect(await collected(at('films'), 3)).toBe(all);
    expect(await readFile(at('films/runs/main/run.json'), 'utf8')).toBe(before);
    expect(await readdir(at('films/runs/main/collected'))).toEqual(
      ['00000', '00001', '00002'].flatMap((index) => [
        `${index}-of-00003.json`,
        `${index}-of-00003.jsonl`,
      ]),
    );
    const withRecord = await aws.call(
      ...['collect', at('films'), '--index', '0', '--of', '3', '--with-record'],
    );
    const [first = ''] = (await read(withRecord.stdout.trimEnd())).split('\n');
    expect(JSON.parse(first).record.modelInput.inputText).toMatch(/^Film \d+$/);
    expect(await aws.call('collect', at('films'), '--index', '3', '--of', '3')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no share 3'),
    });
  });
});
