import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OWNER_NAME } from '../../../src/io/owner/folder-owner.ts';
import { claimWorkBeside } from '../../../src/io/owner/work-beside.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const root = useTemporaryFolder();
const file = () => join(root.path, 'out.jsonl');
const NO_PROCESS = 2 ** 31 - 1;

/** Leaves what a process of that number would have left beside a file. */
async function leaveWork(name: string, pid: number): Promise<void> {
  const work = await claimWorkBeside(file());
  const owner = JSON.parse(await readFile(join(work.folder, OWNER_NAME), 'utf8')) as object;
  await work.release();
  await mkdir(join(root.path, name));
  await writeFile(join(root.path, name, OWNER_NAME), JSON.stringify({ ...owner, pid }));
  await writeFile(join(root.path, name, 'outcomes'), 'half a');
}

describe('claimWorkBeside()', () => {
  it('makes a folder beside the file, which is gone once it is let go of', async () => {
    const work = await claimWorkBeside(file());
    expect(await readdir(root.path)).toEqual([
      expect.stringMatching(/^\.bedrock-batch-out\.jsonl\.[0-9a-f]{8}$/),
    ]);

    await work.release();
    expect(await readdir(root.path)).toEqual([]);
  });

  it('makes the folder of the file, and removes it where nothing came of it', async () => {
    const work = await claimWorkBeside(join(root.path, 'a', 'b', 'out.jsonl'));
    await work.release();

    expect(await readdir(root.path)).toEqual([]);
  });

  it('names the file where it cannot be written', async () => {
    await writeFile(join(root.path, 'a'), 'a file');

    await expect(claimWorkBeside(join(root.path, 'a', 'out.jsonl'))).rejects.toMatchObject({
      code: 'DATASET_WRITE',
      message: expect.stringContaining('a/out.jsonl" cannot be written: '),
    });
  });

  it.skipIf(platform() !== 'linux')(
    'removes what killed writers of the same file left, and nothing else',
    async () => {
      await leaveWork('.bedrock-batch-other.jsonl.0badcafe', NO_PROCESS);
      await leaveWork('.bedrock-batch-out.jsonl.1badcafe', process.pid);
      await leaveWork('.bedrock-batch-out.jsonl.0badcafe', NO_PROCESS);
      await mkdir(join(root.path, '.bedrock-batch-out.jsonl.2badcafe'));
      await writeFile(join(root.path, '.bedrock-batch-out.jsonl.3badcafe'), 'a file of mine');

      const work = await claimWorkBeside(file());
      await work.release();

      expect((await readdir(root.path)).sort()).toEqual([
        '.bedrock-batch-other.jsonl.0badcafe',
        '.bedrock-batch-out.jsonl.1badcafe',
        '.bedrock-batch-out.jsonl.2badcafe',
        '.bedrock-batch-out.jsonl.3badcafe',
      ]);
    },
  );
});
