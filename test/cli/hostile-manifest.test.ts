import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useSharedFolder, useTemporaryFolder } from '../support/temporary-folder.ts';
import { runMain } from './run-main.ts';

const folder = useTemporaryFolder();
const original = useSharedFolder();
const out = () => join(folder.path, 'out');
const MODEL = 'amazon.titan-embed-text-v2:0';
const MOST = Number.MAX_SAFE_INTEGER;
const ESCAPE = '\u001b]0;owned\u0007\u202e';
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

beforeAll(async () => {
  const { code } = await runMain(
    [
      ...['run', '-', '--format', 'jsonl', '--model', MODEL, '--prompt', '{{text}}'],
      ...['--quota', 'min-records-per-job=1', '--out', join(original.path, 'out'), '--local'],
    ],
    { stdin: '{"text":"a"}\n{"text":"b"}\n' },
  );
  expect(code).toBe(0);
});
beforeEach(() => cp(original.path, folder.path, { recursive: true }));

type Json = Record<string, unknown>;
interface Parts {
  readonly manifest: Json;
  readonly job: Json;
  readonly shard: Json;
}

async function change(edit: (parts: Parts) => void): Promise<void> {
  const path = join(out(), 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const [job] = manifest.jobs;
  edit({ manifest, job, shard: job.shards[0] });
  await writeFile(path, JSON.stringify(manifest));
}

/** Every command that opens a dataset, but for those that would ask AWS. */
const COMMANDS = () => [
  ['validate', out()],
  ['results', out(), '--run', 'local', '--with-record'],
  ['results', out(), '--run', 'local', '--with-record', '--json', '--quiet'],
  ['jobs', 'get', out(), '--run', 'local'],
  ['jobs', 'wait', out(), '--run', 'local'],
  ['jobs', 'stop', out(), '--run', 'local'],
];

const REFUSED: readonly (readonly [string, (parts: Parts) => void])[] = [
  ['a shard above', ({ shard }) => (shard['path'] = '../../../etc/passwd.jsonl')],
  ['a shard that is absolute', ({ shard }) => (shard['path'] = '/etc/passwd')],
  ['a shard of another job', ({ shard }) => (shard['path'] = 'jobs/0001/shard-00000.jsonl')],
  ['a shard below a link of dots', ({ shard }) => (shard['path'] = 'jobs/0000/../../a.jsonl')],
  ['a shard twice', ({ job, shard }) => (job['shards'] = [shard, shard])],
  ['a job twice', ({ manifest, job }) => (manifest['jobs'] = [job, job])],
  ['a folder above', ({ job }) => (job['folder'] = 'jobs/../..')],
  [
    'media above',
    ({ job }) => (job['media'] = [{ path: 'jobs/0000/media/../../x', bytes: 1, crc32: '' }]),
  ],
  ['a name that is a path', ({ manifest }) => (manifest['name'] = '../evil')],
  ['a digest that is a path', ({ manifest }) => (manifest['digest'] = '../'.repeat(20))],
  ['a size beyond counting', ({ shard }) => (shard['bytes'] = 1e300)],
  ['a size below nothing', ({ shard }) => (shard['bytes'] = -1)],
  ['a checksum of escapes', ({ shard }) => (shard['crc32'] = ESCAPE)],
  ['a checksum of another length', ({ shard }) => (shard['crc32'] = 'AAAA')],
  [
    'rows with a checksum of escapes',
    ({ manifest }) => (manifest['rows'] = { count: 100, crc32: ESCAPE }),
  ],
  ['a key of its own', ({ manifest }) => (manifest['endpoint'] = 'http://evil.example')],
  ['a key of escapes', ({ manifest }) => (manifest[ESCAPE] = 1)],
];

const TAKEN: readonly (readonly [string, (parts: Parts) => void])[] = [
  ['sizes without bound', ({ shard }) => (shard['bytes'] = MOST)],
  ['records without bound', ({ shard, job }) => (shard['records'] = job['records'] = MOST)],
  ['rows without bound', ({ shard }) => (shard['rows'] = { first: MOST, count: MOST })],
  ['totals without bound', ({ manifest }) => (manifest['records'] = manifest['bytes'] = MOST)],
  ['escapes in ids', ({ shard }) => (shard['firstRecordId'] = shard['lastRecordId'] = ESCAPE)],
  ['a model of escapes', ({ manifest }) => (manifest['model'] = ESCAPE)],
  ['a base model of escapes', ({ manifest }) => (manifest['baseModel'] = ESCAPE)],
  ['padding of prototype keys', ({ manifest }) => (manifest['padding'] = ['__proto__', ESCAPE])],
];

describe('a manifest.json that someone else wrote', () => {
  it.each(REFUSED)('is refused by every command with %s', async (_, edit) => {
    await change(edit);

    for (const argv of COMMANDS()) {
      const ended = await runMain(argv);

      expect([argv[0], ended.code]).toEqual([argv[0], 2]);
      expect(ended.stdout + ended.stderr).toContain('DATASET_MANIFEST');
      expect(ended.stdout + ended.stderr).not.toMatch(RAW);
    }
  });

  it.each(TAKEN)('ends no command by surprise, and prints nothing raw: %s', async (_, edit) => {
    await change(edit);

    for (const argv of COMMANDS()) {
      const ended = await runMain(argv);

      expect(ended.stderr).not.toMatch(/this is a bug/);
      expect(ended.stdout + ended.stderr).not.toMatch(RAW);
    }
  });
});
