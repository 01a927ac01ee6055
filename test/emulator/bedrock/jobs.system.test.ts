import { StopModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { HOUR, line, MINUTE, setUp, titanLines } from './workbench.ts';

const ids = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `r${from + index}`);
const sorted = (values: readonly string[]) =>
  [...values].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

describe('a job', () => {
  it('goes through the states one by one, its counts 0 until it processes', async () => {
    const bench = await setUp({ recordsPerSecond: 10 });
    await bench.put('in/a.jsonl', titanLines(10));
    const jobArn = await bench.create();
    const seen: unknown[][] = [];

    for (const milliseconds of [0, 100, 100, 100, 500, 500]) {
      await bench.emulator.advance(milliseconds);
      const { status, totalRecordCount, processedRecordCount } = await bench.get(jobArn);
      seen.push([status, totalRecordCount, processedRecordCount]);
    }

    expect(seen).toEqual([
      ['Submitted', 0, 0],
      ['Validating', 0, 0],
      ['Scheduled', 0, 0],
      ['InProgress', 10, 0],
      ['InProgress', 10, 5],
      ['Completed', 10, 10],
    ]);
  });

  it('writes one output per input file and the manifest, in the folder named after its id', async () => {
    const bench = await setUp();
    await bench.put('in/shard-00000.jsonl', titanLines(3));
    await bench.put('in/deep/er.jsonl', titanLines(2, 4));
    await bench.put('in/media/picture.png', 'no records');
    const jobArn = await bench.create();

    await bench.emulator.advance(MINUTE);

    const folder = `out/${jobArn.slice(-12)}`;
    expect(await bench.keys('out/')).toEqual([
      `${folder}/deep/er.jsonl.out`,
      `${folder}/manifest.json.out`,
      `${folder}/shard-00000.jsonl.out`,
    ]);
    expect(await bench.manifest(jobArn)).toEqual({
      totalRecordCount: 5,
      processedRecordCount: 5,
      successRecordCount: 5,
      errorRecordCount: 0,
      inputTokenCount: expect.any(Number) as number,
      outputTokenCount: 0,
    });
    expect(await bench.get(jobArn)).toMatchObject({
      status: 'Completed',
      successRecordCount: 5,
      errorRecordCount: 0,
    });
  });

  it('takes a single object as its input', async () => {
    const bench = await setUp();
    await bench.put('in/a.jsonl', titanLines(2));
    await bench.put('in/b.jsonl', titanLines(2, 3));
    const jobArn = await bench.create({
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://data/in/b.jsonl' } },
    });

    await bench.emulator.advance(MINUTE);

    expect(
      sorted((await bench.outputs(jobArn, 'b.jsonl')).map(({ recordId }) => recordId)),
    ).toEqual(['r3', 'r4']);
  });

  it('shuffles lines and members, and leaves out none', async () => {
    const bench = await setUp();
    await bench.put('in/a.jsonl', titanLines(50));
    const jobArn = await bench.create();

    await bench.emulator.advance(MINUTE);

    const outputs = await bench.outputs(jobArn, 'a.jsonl');
    const order = outputs.map(({ recordId }) => recordId);
    expect(order).not.toEqual(ids(50));
    expect(sorted(order)).toEqual(ids(50));
    expect(new Set(outputs.map((output) => Object.keys(output).join())).size).toBe(6);
  });

  it('gives back ids and model inputs byte for byte', async () => {
    const bench = await setUp();
    const modelInput = '{ "inputText":"\\u00e9 \u2028 \\ud83d\\ude00",  "dimensions": 2.56e2 }';
    await bench.put('in/a.jsonl', `{"modelInput":${modelInput} , "recordId" : "a\\/b"}`);
    const jobArn = await bench.create();

    await bench.emulator.advance(MINUTE);

    const text = await bench.text(`out/${jobArn.slice(-12)}/a.jsonl.out`);
    expect(text).toContain(`"modelInput":${modelInput}`);
    expect(text).toContain('"recordId":"a\\/b"');
  });

  it('keeps big integers', async () => {
    const bench = await setUp({ answer: () => ({ ok: true }) });
    const big =
      '{"messages":[{"role":"user","content":[{"text":"a"}]}],"requestMetadata":{},"n":12345678901234567890}';
    await bench.put('in/a.jsonl', line('1', big));
    const jobArn = await bench.create({ modelId: 'unknown-model' });

    await bench.emulator.advance(MINUTE);

    expect(await bench.text(`out/${jobArn.slice(-12)}/a.jsonl.out`)).toContain(big);
  });

  it('makes up an id where there is none', async () => {
    const bench = await setUp();
    await bench.put(
      'in/a.jsonl',
      '{"modelInput":{"inputText":"a"}}\n{"modelInput":{"inputText":"b"}}\n',
    );
    const jobArn = await bench.create();

    await bench.emulator.advance(MINUTE);

    const made = (await bench.outputs(jobArn, 'a.jsonl')).map(({ recordId }) => recordId);
    expect(new Set(made).size).toBe(2);
    for (const recordId of made) expect(recordId).toMatch(/^[A-Z0-9]{11}$/);
  });
});

describe('a job that is cut short', () => {
  it('is stopped with what it has processed', async () => {
    const bench = await setUp({ recordsPerSecond: 10 });
    await bench.put('in/a.jsonl', titanLines(10));
    await bench.put('in/b.jsonl', titanLines(10, 11));
    await bench.put('in/c.jsonl', titanLines(10, 21));
    const jobArn = await bench.create();
    await bench.emulator.advance(300 + 1500);

    await bench.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobArn }));
    const stopping = await bench.get(jobArn);
    await bench.emulator.advance(MINUTE);

    expect(stopping).toMatchObject({ status: 'Stopping', processedRecordCount: 15 });
    expect(await bench.get(jobArn)).toMatchObject({
      status: 'Stopped',
      processedRecordCount: 15,
      totalRecordCount: 30,
    });
    expect(
      sorted((await bench.outputs(jobArn, 'b.jsonl')).map(({ recordId }) => recordId)),
    ).toEqual(ids(5, 11));
    expect((await bench.keys('out/')).filter((key) => key.includes('c.jsonl'))).toEqual([]);
    expect(await bench.manifest(jobArn)).toMatchObject({
      totalRecordCount: 30,
      processedRecordCount: 15,
    });
  });

  it('gives the outputs of a file that is done while it processes the next one', async () => {
    const bench = await setUp({ recordsPerSecond: 10 });
    await bench.put('in/a.jsonl', titanLines(10));
    await bench.put('in/b.jsonl', titanLines(10, 11));
    const jobArn = await bench.create();

    await bench.emulator.advance(300 + 1500);

    expect((await bench.get(jobArn)).status).toBe('InProgress');
    expect(await bench.outputs(jobArn, 'a.jsonl')).toHaveLength(10);
  });

  it('is PartiallyCompleted where the timeout comes while it processes', async () => {
    const bench = await setUp({ recordsPerSecond: 0.001 });
    await bench.put('in/a.jsonl', titanLines(100));
    const jobArn = await bench.create({ timeoutDurationInHours: 24 });

    await bench.emulator.advance(25 * HOUR);

    const job = await bench.get(jobArn);
    expect(job).toMatchObject({
      status: 'PartiallyCompleted',
      processedRecordCount: 86,
      totalRecordCount: 100,
    });
    expect(job.endTime).toEqual(job.jobExpirationTime);
    expect(await bench.outputs(jobArn, 'a.jsonl')).toHaveLength(86);
  });

  it('is Expired where the timeout comes before it processes', async () => {
    const bench = await setUp({ durations: { scheduled: 30 * HOUR } });
    await bench.put('in/a.jsonl', titanLines(1));
    const jobArn = await bench.create();

    await bench.emulator.advance(25 * HOUR);

    const job = await bench.get(jobArn);
    expect(job).toMatchObject({ status: 'Expired', processedRecordCount: 0 });
    expect(job.endTime).toEqual(job.jobExpirationTime);
    expect(await bench.keys('out/')).toEqual([]);
  });

  it('does not wait for an answer that does not come', async () => {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const bench = await setUp({
      timeScale: 1000,
      answer: ({ recordId }) => {
        if (recordId !== 'r3') return undefined;
        asked();
        return new Promise(() => undefined);
      },
    });
    await bench.put('in/a.jsonl', titanLines(5));
    const jobArn = await bench.create();
    await isAsked;

    await bench.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobArn }));
    await bench.emulator.advance(MINUTE);

    expect(await bench.get(jobArn)).toMatchObject({ status: 'Stopped', processedRecordCount: 2 });
  });
});

describe('input that Bedrock refuses', () => {
  const input = (s3Uri: string) => ({ inputDataConfig: { s3InputDataConfig: { s3Uri } } });
  const output = (s3Uri: string) => ({ outputDataConfig: { s3OutputDataConfig: { s3Uri } } });

  it.each([
    [
      'too few records',
      { 'in/a.jsonl': titanLines(1) },
      {},
      'Batch job contains less records (1) than the required minimum of: 2',
    ],
    [
      'a bucket that is not there',
      {},
      input('s3://nowhere/in/'),
      'Could not validate ListBucket permissions for S3URI',
    ],
    [
      'a bucket in another region',
      {},
      input('s3://far/in/'),
      'Could not validate ListBucket permissions for S3URI',
    ],
    [
      'an object that is not there',
      {},
      input('s3://data/in/a.jsonl'),
      'Could not validate GetObject permissions to access S3 bucket: data at key in/a.jsonl',
    ],
    [
      'an output bucket that is not there',
      { 'in/a.jsonl': titanLines(2) },
      output('s3://nowhere/'),
      'Could not validate PutObject permissions to access S3 bucket: nowhere',
    ],
    [
      'no .jsonl at all',
      { 'in/a.json': titanLines(2) },
      {},
      '[emulator] There is no .jsonl object below s3://data/in/',
    ],
    [
      'a line that is no JSON',
      { 'in/a.jsonl': `${titanLines(2)}{"modelInput":` },
      {},
      '[emulator] Line 3 of s3://data/in/a.jsonl is not a JSON object',
    ],
    [
      'a blank line',
      { 'in/a.jsonl': `${titanLines(2)}\n${titanLines(1)}` },
      {},
      '[emulator] Line 3 of s3://data/in/a.jsonl is not a JSON object',
    ],
    [
      'a line without modelInput',
      { 'in/a.jsonl': '{"recordId":"1"}\n' },
      {},
      '[emulator] Line 1 of s3://data/in/a.jsonl has no modelInput that is a JSON object',
    ],
    [
      'a recordId that is a number',
      { 'in/a.jsonl': '{"recordId":1,"modelInput":{}}\n' },
      {},
      '[emulator] Line 1 of s3://data/in/a.jsonl has a recordId that is not a string',
    ],
    [
      'a byte order mark',
      { 'in/a.jsonl': `\ufeff${titanLines(2)}` },
      {},
      '[emulator] Line 1 of s3://data/in/a.jsonl is not a JSON object',
    ],
    [
      'too many records in a file',
      { 'in/a.jsonl': titanLines(5) },
      {},
      '[emulator] s3://data/in/a.jsonl holds 5 records, and an input file at most 4',
    ],
    [
      'too many records in the job',
      { 'in/a.jsonl': titanLines(4), 'in/b.jsonl': titanLines(3) },
      {},
      '[emulator] The job holds 7 records, and may hold 6',
    ],
    [
      'a file that is too large',
      { 'in/a.jsonl': line('1', `{"inputText":"${'x'.repeat(1000)}"}`) },
      {},
      '[emulator] s3://data/in/a.jsonl holds 1,047 bytes, and an input file at most 1,000 bytes',
    ],
  ])('fails the job for %s', async (_what, objects, changes, message) => {
    const bench = await setUp({
      quotas: { minRecordsPerJob: 2, recordsPerFile: 4, recordsPerJob: 6, fileBytes: 1000 },
    });
    await bench.emulator.createBucket('far', { region: 'eu-west-1' });
    for (const [key, body] of Object.entries(objects)) await bench.put(key, body);
    const jobArn = await bench.create(changes);

    await bench.emulator.advance(MINUTE);

    const job = await bench.get(jobArn);
    expect(job.status).toBe('Failed');
    expect(job.message).toContain(message);
    expect(job).toMatchObject({ totalRecordCount: 0, processedRecordCount: 0 });
    expect(await bench.keys('out/')).toEqual([]);
  });

  it('takes a last line without a newline, CRLF, and the same id twice', async () => {
    const bench = await setUp();
    await bench.put(
      'in/a.jsonl',
      `${line('1', '{"inputText":"a"}').replace('\n', '\r\n')}${line('1', '{"inputText":"b"}').trim()}`,
    );
    const jobArn = await bench.create();

    await bench.emulator.advance(MINUTE);

    expect((await bench.outputs(jobArn, 'a.jsonl')).map(({ recordId }) => recordId)).toEqual([
      '1',
      '1',
    ]);
  });
});
