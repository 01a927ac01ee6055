import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  claimFolder,
  OWNER_NAME,
  sweepAfterEnded,
  whoWorksIn,
} from '../../../src/io/owner/folder-owner.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const root = useTemporaryFolder();
const place = () => join(root.path, 'out');
const ownerFile = () => join(place(), OWNER_NAME);

/** What an owner of this very process writes, changed. */
async function leaveOwner(changes: Readonly<Record<string, unknown>>): Promise<void> {
  const owner = await claimFolder(place(), 'build');
  const written = JSON.parse(await readFile(ownerFile(), 'utf8')) as Record<string, unknown>;
  await owner.release();
  await mkdir(place(), { recursive: true });
  await writeFile(ownerFile(), JSON.stringify({ ...written, ...changes }));
}

describe('claimFolder()', () => {
  it('keeps everyone else out until it is let go of, and leaves nothing behind', async () => {
    const owner = await claimFolder(place(), 'build');

    await expect(claimFolder(place(), 'build')).rejects.toMatchObject({
      code: 'DATASET_BUSY',
      isRetryable: true,
      message: expect.stringMatching(
        new RegExp(`^This process \\(pid ${process.pid}\\) has been building in ".*out" since `),
      ),
    });
    expect(await whoWorksIn(place())).toMatch(
      /^This process .* has been building in ".*out" since/,
    );
    await owner.release();
    await owner.release();

    expect(owner.isHeld).toBe(false);
    expect(await readdir(root.path)).toEqual([]);
    expect(await whoWorksIn(place())).toBeUndefined();
  });

  it('leaves a folder that holds something, and those that were there', async () => {
    await mkdir(join(root.path, 'a'));
    const owner = await claimFolder(join(root.path, 'a', 'b', 'c'), 'build');
    await writeFile(join(root.path, 'a', 'b', 'kept'), '');
    await owner.release();

    expect(await readdir(join(root.path, 'a'))).toEqual(['b']);
    expect(await readdir(join(root.path, 'a', 'b'))).toEqual(['kept']);
  });

  it('waits for one that only saves', async () => {
    const saving = await claimFolder(place(), 'save');
    const next = claimFolder(place(), 'run');
    await saving.release();

    expect((await next).isHeld).toBe(true);
  });

  it.skipIf(platform() !== 'linux')(
    'follows one whose number another process has got, and one that ended before a restart',
    async () => {
      for (const changes of [{ start: '1' }, { boot: 'another' }, { pid: 2 ** 31 - 1 }]) {
        await leaveOwner(changes);
        expect(await whoWorksIn(place())).toBeUndefined();
        const owner = await claimFolder(place(), 'build');
        await owner.requireHeld();
        expect(await readdir(place())).toEqual([OWNER_NAME]);
        await owner.release();
      }
    },
  );

  it.skipIf(platform() !== 'linux').each([
    [{ host: 'elsewhere\u001b[31m' }, 'pid \\d+ on "elsewhere\\\\u001b\\[31m"\\)'],
    [{ machine: 'another' }, 'in another container or before a restart'],
    [{ namespace: 'pid:[1]' }, 'in another container or before a restart'],
  ])('never follows one that may run where nobody can look: %j', async (changes, words) => {
    await leaveOwner(changes);

    await expect(claimFolder(place(), 'build')).rejects.toMatchObject({
      code: 'DATASET_BUSY',
      message: expect.stringMatching(new RegExp(`^A process .*${words}.*nobody can tell`)),
      hint: expect.stringContaining(`delete "${ownerFile()}"`),
    });
    expect(await readdir(place())).toEqual([OWNER_NAME]);
  });

  it('says of what is no owner file why, and neither follows nor prints it', async () => {
    const files: readonly (readonly [unknown, string])[] = [
      ['', 'it is empty'],
      ['\u001b[2J not JSON', 'it is no JSON'],
      ['[]', 'it is no JSON object'],
      ['{"version":2}', 'another version wrote it'],
      ['x'.repeat(5000), 'it is too large'],
    ];
    await mkdir(place());
    for (const [text, fault] of files) {
      await writeFile(ownerFile(), String(text));
      const refused = await claimFolder(place(), 'build').catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'DATASET_BUSY' });
      expect(String(refused)).toContain(`should name it, but ${fault}; nothing was changed`);
      expect(String(refused)).not.toContain('\u001b');
      expect(await readFile(ownerFile(), 'utf8')).toBe(text);
    }
  });

  it('neither reads nor follows a link, nor a folder, in the place of the file', async () => {
    const secret = join(root.path, 'secret');
    await writeFile(secret, 'what nobody shall see');
    await mkdir(place());
    await symlink(secret, ownerFile());

    await expect(claimFolder(place(), 'build')).rejects.toThrow('but it is a link;');
    expect((await lstat(ownerFile())).isSymbolicLink()).toBe(true);
    await rm(ownerFile());
    await mkdir(ownerFile());

    await expect(claimFolder(place(), 'build')).rejects.toThrow('but it is no file;');
    expect(await readFile(secret, 'utf8')).toBe('what nobody shall see');
  });

  it('removes what others did not finish, and nothing else', async () => {
    const owner = await claimFolder(place(), 'run');
    await mkdir(join(place(), '.bedrock-batch-work-abc', 'jobs'), { recursive: true });
    await mkdir(join(place(), 'outcomes'));
    await writeFile(join(place(), '.bedrock-batch-run.json.00000000'), '{');
    await writeFile(join(place(), 'outcomes', '.bedrock-batch-0000.jsonl.00000000'), '{');
    await writeFile(join(place(), 'outcomes', '0000.jsonl'), '{}');
    await owner.sweep();
    await owner.sweep('outcomes');

    expect((await readdir(place())).sort()).toEqual([OWNER_NAME, 'outcomes']);
    expect(await readdir(join(place(), 'outcomes'))).toEqual(['0000.jsonl']);
    await owner.release();
  });

  it('says where the folder was removed while it was worked in', async () => {
    const owner = await claimFolder(place(), 'build');
    await rm(place(), { recursive: true });

    await expect(owner.requireHeld()).rejects.toMatchObject({ code: 'DATASET_WRITE' });
    const other = await claimFolder(place(), 'build');
    await owner.release();
    await other.requireHeld();
  });

  it('names what cannot be written', async () => {
    await writeFile(place(), 'a file');

    await expect(claimFolder(join(place(), 'below'), 'build')).rejects.toMatchObject({
      code: 'DATASET_WRITE',
      message: expect.stringContaining('a part of its path is a file (ENOTDIR)'),
    });
  });
});

describe('sweepAfterEnded()', () => {
  const leave = async (changes: Readonly<Record<string, unknown>>) => {
    await leaveOwner(changes);
    await mkdir(join(place(), '.bedrock-batch-work-1'));
    await writeFile(join(place(), 'kept'), '');
  };

  it.skipIf(platform() !== 'linux')('removes what a process left that has ended', async () => {
    await leave({ start: '1' });

    await sweepAfterEnded(place());

    expect(await readdir(place())).toEqual(['kept']);
  });

  it('removes nothing where a process works, or may', async () => {
    for (const changes of [{}, { host: 'elsewhere' }]) {
      await leave(changes);
      const before = await readdir(place());

      await sweepAfterEnded(place());

      expect(await readdir(place())).toEqual(before);
      await rm(place(), { recursive: true });
    }
  });

  it('does nothing where nothing is left, or no folder is', async () => {
    await sweepAfterEnded(place());

    expect(await readdir(root.path)).toEqual([]);
  });
});
