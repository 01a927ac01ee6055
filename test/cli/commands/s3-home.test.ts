import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const folder = useTemporaryFolder();
const QUOTA = ['--quota', 'min-records-per-job=1'];
const bench = useEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1 } });
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

let uri: string;
let out: string;

beforeEach(async () => {
  const rows = join(folder.path, 'films.csv');
  out = join(folder.path, `films-${Math.random()}`);
  await writeFile(rows, 'title\nAlien\nBrazil\nCube\n');
  const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{title}}'];
  await runMain(['build', rows, ...model, '--out', out, ...QUOTA]);
  const uploaded = await bench.call('upload', out, '--to', 's3://data/in/');
  uri = uploaded.stdout.trim();
});

describe('a dataset in S3', () => {
  it('is submitted and looked after by its address alone', async () => {
    const submitted = await bench.call('submit', uri, ...ROLE);
    expect(submitted.stderr).not.toContain('error');
    expect(submitted.code).toBe(0);
    expect(submitted.stdout).toMatch(/model-invocation-job\/[a-z0-9]{12}\n$/);

    const shown = await bench.call('jobs', 'get', uri, '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject([
      { status: 'Submitted', inputUri: `${uri}jobs/0000/` },
    ]);
    const stopped = await bench.call('jobs', 'stop', uri);
    expect(stopped.stdout).toContain('is being stopped');
    await bench.emulator.advance(3_600_000);
    const waited = await bench.call('jobs', 'wait', uri, '--json');
    expect(waited.stdout).toContain('"Stopped"');
    expect(waited.code).toBe(4);
  });

  it('gives the very outcomes that its folder gives, with records, and of what is not there', async () => {
    const to = ['--to', 's3://data/in/'];
    expect((await bench.call('submit', out, ...to, ...ROLE)).code).toBe(0);
    expect((await bench.call('submit', uri, ...ROLE)).code).toBe(0);
    await bench.emulator.advance(3_600_000);

    const ofFolder = await bench.call('results', out, '--with-record', '--order', 'source');
    await rm(out, { recursive: true });
    const ofPrefix = await bench.call('results', uri, '--with-record', '--order', 'source');

    expect(ofFolder).toMatchObject({ code: 0, stdout: expect.stringContaining('Brazil') });
    expect(ofPrefix.stderr).toBe(ofFolder.stderr);
    expect(ofPrefix.stdout).toBe(ofFolder.stdout);
    const file = join(folder.path, 'outcomes.jsonl');
    expect((await bench.call('results', uri, '-o', file)).code).toBe(0);
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(4);
    const rows = ['--source', join(folder.path, 'films.csv')];
    expect(await bench.call('results', uri, ...rows)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"row":{"title":"Brazil"}'),
    });
    // as versions before sent it
    const s3 = new S3Client(bench.emulator.clientConfig);
    const Key = `${uri.slice('s3://data/'.length)}rows.digests`;
    await s3.send(new DeleteObjectCommand({ Bucket: 'data', Key }));
    s3.destroy();
    expect(await bench.call('results', uri, ...rows)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`"${uri}rows.digests" is needed, and it is not there`),
    });
  });

  it('is summed up and compared as its folder is, and its outcomes go to an object', async () => {
    const to = ['--to', 's3://data/in/'];
    const second = ['--run', 'second', '--job-name', 'second'];
    expect((await bench.call('submit', out, ...to, ...ROLE)).code).toBe(0);
    expect((await bench.call('submit', uri, ...ROLE)).code).toBe(0);
    expect((await bench.call('submit', uri, ...ROLE, ...second)).code).toBe(0);
    await bench.emulator.advance(3_600_000);
    const [main, other] = [`${uri}#main`, `${uri}#second`];
    const object = 's3://data/results/outcomes.csv';

    const ofFolder = await bench.call('results', out, '--summary', '--json');
    const ofPrefix = await bench.call('results', uri, '--run', 'main', '--summary', '--json');
    const same = await bench.call('diff', main, other, '--json');
    const across = await bench.call('diff', out, other, '--output-format', 'jsonl', '--all');
    const printed = await bench.call('results', out, '--output-format', 'csv');
    const sent = await bench.call('results', uri, '--run', 'main', '-o', object);
    const s3 = new S3Client(bench.emulator.clientConfig);
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: 'data', Key: 'results/outcomes.csv' }),
    );

    expect(ofPrefix).toMatchObject({ code: 0, stdout: ofFolder.stdout });
    expect(JSON.parse(ofPrefix.stdout)).toMatchObject({ cost: { estimate: { records: 3 } } });
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('"same": 3') });
    expect(across.stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(sent).toMatchObject({ code: 0, stdout: `${object}\n` });
    expect(await Body?.transformToString()).toBe(printed.stdout);
    s3.destroy();
    for (const [place, says] of [
      [`${uri}outcomes.jsonl`, 'is below the prefix of the dataset, which is not changed'],
      ['s3://data/results/', 'names no object'],
    ] as const) {
      const refused = await bench.call('results', uri, '--run', 'main', '-o', place);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
    }
    const none = await bench.call('diff', `${uri}#none`, other);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('RUN_NOT_FOUND') });
    expect(none.stderr).toContain('name another run of it behind the #');
    const nowhere = await bench.call('results', uri, '--run', 'main', '-o', 's3://none/a.jsonl');
    expect(nowhere).toMatchObject({ code: 3, stdout: '' });
    expect(nowhere.stderr).toMatch(/^error {2}S3_BUCKET_NOT_FOUND$/m);
    expect(nowhere.stderr).not.toContain('3 records');
  });

  it('is checked where it lies, as its folder is, and so are objects and prefixes', async () => {
    const short = ['--reporter', 'compact'];
    expect(await bench.call('validate', uri, ...short)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 records'),
    });
    const s3 = new S3Client(bench.emulator.clientConfig);
    const put = async (Key: string, Body: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
    const below = uri.slice('s3://data/'.length);
    const shard = (await readFile(join(out, 'jobs/0000/shard-00000.jsonl'), 'utf8')).split('\n');
    const [first = '', second = ''] = shard;
    await put(`${below}jobs/0000/foreign.jsonl`, '{}\n');
    await put(`${below}jobs/0000/shard-00000.jsonl`, `${first}\n${first}\n${second}\n`);

    const changed = await bench.call('validate', uri, ...short);

    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain(`${uri}jobs/0000/foreign.jsonl`);
    for (const code of ['SHARD_FOREIGN', 'SHARD_CHANGED', 'RECORD_ID_DUPLICATE'])
      expect(changed.stdout).toContain(code);
    const model = ['--model', 'amazon.titan-embed-text-v2:0', ...QUOTA, ...short];
    await put('plain/one.jsonl', `${first}\n`);
    await put('plain/two.jsonl', `${second}\n{}\n`);
    await put('plain/table.jsonl', '[\n  { "title": "Alien" },\n  { "title": "Brazil" }\n]\n');
    const object = await bench.call('validate', 's3://data/plain/one.jsonl', ...model);
    expect(object).toMatchObject({ code: 0, stdout: expect.stringContaining('1 record') });
    const prefix = await bench.call('validate', 's3://data/plain', ...model);
    expect(prefix.code).toBe(1);
    expect(prefix.stdout).toContain('s3://data/plain/two.jsonl:2:');
    expect(prefix.stdout).toMatch(/s3:\/\/data\/plain\/table.jsonl.*JSONL_OTHER_FORMAT/);
    s3.destroy();
    expect(await bench.call('validate', 's3://data/plain/no.jsonl', ...model)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no object "s3://data/plain/no.jsonl"'),
    });
    expect(await bench.call('validate', 's3://data/none/', ...model)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no .jsonl below "s3://data/none/"'),
    });
  });

  it('is no source of rows, and an object is one', async () => {
    const s3 = new S3Client(bench.emulator.clientConfig);
    const Body = 'title\nDune\nEvita\n';
    await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'raw/films.csv', Body }));
    s3.destroy();
    const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{title}}', ...QUOTA];
    const to = ['--out', join(folder.path, 'from-s3')];

    const refused = await bench.call('build', uri, ...model, ...to);
    const built = await bench.call('build', 's3://data/raw/', ...model, ...to);
    const idle = await bench.call('build', join(folder.path, 'films.csv'), ...model, ...to);

    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('a dataset in S3') });
    expect(built).toMatchObject({ code: 0, stderr: expect.stringContaining('2 records') });
    expect(idle.code).toBe(2);
    expect(idle.stderr).toContain('--endpoint-url has no effect without an S3 URI');
  });

  it('prints the requests with --dry-run, and writes nothing', async () => {
    const before = await bench.call('jobs', 'get', uri);
    expect(before).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`The dataset in "${uri}" has no run yet`),
    });

    const priced = ['--price-in', '1', '--price-out', '1'];
    const planned = await bench.call('submit', uri, ...ROLE, ...priced, '--dry-run');
    const bounded = await bench.call('submit', uri, ...ROLE, ...priced, '--max-cost', '0.000001');

    expect(planned.stderr).toContain('Nothing was sent: these are the requests');
    expect(planned.stderr).toMatch(/^Costs about \$0\.0+\d+ to read/m);
    expect(planned.stdout).toContain(`"s3Uri": "${uri}jobs/0000/"`);
    expect(bounded).toMatchObject({ code: 1, stdout: '' });
    expect(bounded.stderr).toContain('COST_OVER_LIMIT');
    expect(bounded.stderr).toMatch(/3 records may cost up to \$0\.0+\d+, and the limit is/);
    expect((await bench.call('jobs', 'get', uri)).code).toBe(2);
    const enough = await bench.call('submit', uri, ...ROLE, ...priced, '--max-cost', '1');
    expect(enough).toMatchObject({ code: 0, stdout: expect.stringContaining('arn:aws:bedrock') });
  });

  it('is estimated where it lies, as its folder is, and so is an object of records', async () => {
    const priced = ['--price-in', '1', '--price-out', '1', '--json'];
    const shard = 'jobs/0000/shard-00000.jsonl';

    const ofPrefix = await bench.call('estimate', uri, ...priced);
    const ofFolder = await runMain(['estimate', out, ...priced]);
    const model = ['--model', 'amazon.titan-embed-text-v2:0'];
    const ofObject = await bench.call('estimate', `${uri}${shard}`, ...priced, ...model);
    const two = await bench.call('estimate', uri, `${uri}${shard}`, ...priced, ...model);

    expect(ofPrefix.code).toBe(0);
    expect(ofPrefix.stdout).toBe(ofFolder.stdout);
    expect(JSON.parse(ofObject.stdout)).toMatchObject({ records: 3, cost: { mostOutput: 0 } });
    expect(two).toMatchObject({ code: 2, stdout: expect.stringContaining('one of them is a') });
  });

  it('takes no --to, and says where a dataset is not', async () => {
    const twice = await bench.call('submit', uri, '--to', 's3://data/in/', ...ROLE);
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain('--to has no effect with a dataset in S3');

    const above = await bench.call('submit', 's3://data/in/', ...ROLE);
    expect(above.code).toBe(2);
    expect(above.stderr).toContain('There is no dataset at "s3://data/in/"');
    const nowhere = await bench.call('jobs', 'wait', 's3://no-such-bucket/in/');
    expect(nowhere.code).toBe(3);
    expect(nowhere.stderr).toContain('There is no bucket "no-such-bucket"');
  });

  it('is not tried again in the embedded emulator, so nothing advises that', async () => {
    const retried = await bench.call('retry', uri);
    expect(retried).toMatchObject({ code: 2, stderr: expect.stringContaining('--role-arn') });
    expect(retried.stderr).not.toContain('--local');
    const inFolder = await bench.call('retry', out);
    expect(inFolder.stderr).toContain('or try it out with --local');
  });
});
