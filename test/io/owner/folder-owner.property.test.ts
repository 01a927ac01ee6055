import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimFolder, OWNER_NAME } from '../../../src/io/owner/folder-owner.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const root = useTemporaryFolder();
let folders = 0;

/** An owner that has ended, as it is left behind; its start is none of this process. */
async function leaveEnded(folder: string): Promise<void> {
  const owner = await claimFolder(folder, 'build');
  const written = JSON.parse(await readFile(join(folder, OWNER_NAME), 'utf8')) as object;
  await owner.release();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, OWNER_NAME), JSON.stringify({ ...written, start: '1' }));
}

describe.skipIf(platform() !== 'linux')('claimFolder() (on Linux, where starts are known)', () => {
  it('never has two owners, always one, and leaves nothing, whoever comes when', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('build' as const, 'run' as const), { minLength: 2, maxLength: 6 }),
        fc.boolean(),
        async (scheduler, works, isFollowed) => {
          const parent = join(root.path, `${(folders += 1)}`);
          const folder = join(parent, 'out');
          await mkdir(parent);
          if (isFollowed) await leaveEnded(folder);
          let owners = 0;
          let most = 0;
          let owned = 0;
          const claims = works.map(async (work) => {
            await scheduler.schedule(Promise.resolve());
            const owner = await claimFolder(folder, work).catch((error: unknown) => error);
            if (!isOwner(owner)) return expect(owner).toMatchObject({ code: 'DATASET_BUSY' });
            owners += 1;
            owned += 1;
            most = Math.max(most, owners);
            await owner.requireHeld();
            await scheduler.schedule(Promise.resolve());
            owners -= 1;
            await owner.release();
          });
          await scheduler.waitFor(Promise.all(claims));

          expect(most).toBe(1);
          expect(owned).toBeGreaterThanOrEqual(1);
          expect(await readdir(parent)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    ));
});

function isOwner(value: unknown): value is Awaited<ReturnType<typeof claimFolder>> {
  return typeof value === 'object' && value !== null && 'requireHeld' in value;
}
