import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useSharedFolder, useTemporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runMain } from './run-main.ts';
import { useEmulator } from './with-emulator.ts';

const folder = useTemporaryFolder();
const original = useSharedFolder();
const at = (...names: readonly string[]) => join(folder.path, ...names);
const MODEL = ['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'];
const building = (out: string, prompt = '{{text}}') => [
  ...['-', '--format', 'jsonl', '--prompt', prompt, '--out', out, ...MODEL],
];
const stdin = '{"text":"a"}\n{"text":"b"}\n';
const MOST = Number.MAX_SAFE_INTEGER;
const ESCAPE = '\u001b]0;owned\u0007\u202e';
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

beforeAll(async () => {
  const argv = ['run', ...building(join(original.path, 'out')), '--local'];
  expect((await runMain(argv, { stdin })).code).toBe(0);
});
beforeEach(() => cp(original.path, folder.path, { recursive: true }));

/** What stands in each file that is not ours to touch. */
async function contentOf(path: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(names.map((name) => readFile(name, 'latin1')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

function expectPlain({ stdout, stderr }: Ended): void {
  expect(stdout + stderr).not.toMatch(RAW);
  expect(stdout + stderr).not.toMatch(/this is a bug/);
}

type Json = Record<string, unknown>;
interface Parts {
  readonly state: Json;
  readonly job: Json;
  readonly attempt: Json;
}

async function change(edit: (parts: Parts) => unknown): Promise<void> {
  const path = at('out/runs/local/run.json');
  const state = JSON.parse(await readFile(path, 'utf8'));
  const [job] = state.jobs;
  edit({ state, job, attempt: job.attempts[0] });
  await writeFile(path, JSON.stringify(state));
}

/** Every command that opens the run; none asks AWS, whatever it says. */
const COMMANDS = () => [
  ['results', at('out'), '--run', 'local'],
  ['results', at('out'), '--run', 'local', '--json', '--with-record'],
  ['results', at('out'), '--run', 'local', '--retry', at('again')],
  ['jobs', 'get', at('out'), '--run', 'local'],
  ['jobs', 'wait', at('out'), '--run', 'local'],
  ['jobs', 'stop', at('out'), '--run', 'local'],
];

const REFUSED: readonly (readonly [string, (parts: Parts) => unknown])[] = [
  ['another version', ({ state }) => (state['version'] = 2)],
  ['a key of its own', ({ state }) => (state['command'] = 'rm -rf /')],
  ['a key of escapes', ({ state }) => (state[ESCAPE] = 1)],
  ['no jobs', ({ state }) => (state['jobs'] = [])],
  ['a job above', ({ job }) => (job['folder'] = '../../..')],
  ['a job that is absolute', ({ job }) => (job['folder'] = '/etc')],
  ['the name of another run', ({ state }) => (state['run'] = '../main')],
  ['another dataset', ({ state }) => (state['dataset'] = '0'.repeat(64))],
  [
    'counts without end',
    ({ attempt }) => (attempt['seen'] = { status: 'Completed', counts: 1e300 }),
  ],
  ['an ARN of escapes', ({ attempt }) => (attempt['jobArn'] = ESCAPE)],
  [
    'a job of another account',
    ({ attempt }) =>
      (attempt['jobArn'] =
        'arn:aws:bedrock:us-east-1:999999999999:model-invocation-job/aaaaaaaaaaaa'),
  ],
];

const TAKEN: readonly (readonly [string, (parts: Parts) => unknown])[] = [
  ['a status of escapes', ({ attempt }) => (attempt['seen'] = { status: ESCAPE })],
  [
    'a message of escapes',
    ({ attempt }) => (attempt['seen'] = { status: 'Failed', message: ESCAPE, submitTime: ESCAPE }),
  ],
  [
    'counts without bound',
    ({ attempt }) =>
      (attempt['seen'] = {
        status: 'Completed',
        counts: { total: MOST, processed: MOST, succeeded: MOST, failed: MOST },
      }),
  ],
  ['an attempt without bound', ({ attempt }) => (attempt['attempt'] = MOST)],
  ['no outcomes saved', ({ job }) => delete job['saved']],
];

describe('a run.json that someone else wrote', () => {
  it.each(REFUSED)('is refused by every command with %s', async (_, edit) => {
    await change(edit);

    for (const argv of COMMANDS()) {
      const ended = await runMain(argv);

      expect([argv.slice(0, 2), ended.code]).toEqual([argv.slice(0, 2), 2]);
      expectPlain(ended);
    }
  });

  it.each(TAKEN)('ends no command by surprise, and prints nothing raw: %s', async (_, edit) => {
    await change(edit);

    for (const argv of COMMANDS()) expectPlain(await runMain(argv));
  });
});

describe('links in the folder of a dataset', () => {
  const build = (...more: readonly string[]) =>
    runMain(['build', ...building(at('out'), 'other {{text}}'), ...more], { stdin });

  beforeEach(async () => {
    await rm(at('out/runs'), { recursive: true });
    await mkdir(at('home'));
    await writeFile(at('home/thesis.txt'), 'a thesis');
  });

  it('lead to nothing that a build removes or replaces', async () => {
    await rename(at('out/jobs'), at('home/jobs'));
    await symlink(at('home/jobs'), at('out/jobs'));
    for (const name of ['.bedrock-batch-0000', 'jobs-of-mine'])
      await symlink(at('home'), at('out', name));
    const before = await contentOf(at('home'));

    expectPlain(await build());
    expectPlain(await build('--replace'));

    expect(await contentOf(at('home'))).toEqual(before);
  });

  it('are no place for what a build leaves out of the way', async () => {
    await rm(at('out'), { recursive: true });
    await mkdir(at('out'));
    await symlink(at('home'), at('out/.bedrock-batch-build'));
    const before = await contentOf(at('home'));

    expectPlain(await build());

    expect(await contentOf(at('home'))).toEqual(before);
  });
});

describe('outputs that name places outside', () => {
  const bench = useEmulator({ quotas: { minRecordsPerJob: 1 }, timeScale: 1000 });

  it('are read as outputs or left alone, and nothing of them is printed raw or made a path', async () => {
    const target = ['--to', 's3://data/in/', '--region', 'us-east-1'];
    const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
    await writeFile(at('rows.jsonl'), stdin);
    const source = [at('rows.jsonl'), ...building(at('new')).slice(3)];
    expect((await bench.call('build', ...source)).code).toBe(2);
    expect((await runMain(['build', ...source])).code).toBe(0);
    await bench.call('upload', at('new'), ...target);
    await bench.call('submit', at('new'), ...target, ...role);
    await bench.emulator.advance(3_600_000);
    await bench.call('jobs', 'wait', at('new'));
    const { jobArn = '' } = bench.emulator.jobs()[0] ?? {};
    const s3 = new S3Client(bench.emulator.clientConfig);
    const { prefix } = await outputOf(jobArn);
    const names = ['../../../evil.jsonl.out', `${ESCAPE}.jsonl.out`, '/etc/evil.jsonl.out'];
    for (const name of names) {
      const Body = `{"recordId":"${'../'.repeat(9)}evil","modelInput":{},"modelOutput":{}}\n`;
      await s3.send(new PutObjectCommand({ Bucket: 'data', Key: `${prefix}${name}`, Body }));
    }
    s3.destroy();
    const before = Object.keys(await contentOf(folder.path));

    for (const argv of [
      ['results', at('new')],
      ['results', at('new'), '--json'],
      ['run', ...source, ...target, ...role],
    ]) {
      expectPlain(await bench.call(...argv));
    }

    const after = Object.keys(await contentOf(folder.path)).filter(
      (name) => !before.includes(name),
    );
    expect(after.filter((name) => !name.startsWith(at('new/runs/main/')))).toEqual([]);
  });

  async function outputOf(jobArn: string): Promise<{ readonly prefix: string }> {
    const state = JSON.parse(await readFile(at('new/runs/main/run.json'), 'utf8'));
    const key = String(state.outputUri).replace('s3://data/', '');
    return { prefix: `${key}${jobArn.split('/').at(-1)}/` };
  }
});
