import { readdir, readFile, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { claimFolder } from '../../../src/io/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

describe('a build of what is there already', () => {
  const folder = useTemporaryFolder();

  it.skipIf(platform() !== 'linux')(
    'removes what one left that was killed once all was in place',
    async () => {
      const source = join(folder.path, 'texts.json');
      await writeFile(source, JSON.stringify(Array.from({ length: 100 }, (_, t) => ({ t }))));
      const build = () =>
        buildDataset(source, {
          model: 'amazon.titan-embed-text-v2:0',
          prompt: 'Text {{t}}',
          out: join(folder.path, 'out'),
        });
      const { folder: out } = await build();
      const names = await readdir(out);
      // the file names this process, which then becomes one that has ended
      await claimFolder(out, 'build');
      const owner = join(out, '.bedrock-batch-owner');
      const written = JSON.parse(await readFile(owner, 'utf8')) as object;
      await writeFile(owner, JSON.stringify({ ...written, start: '1' }));

      expect((await build()).reused).toBe(true);
      expect(await readdir(out)).toEqual(names);
    },
  );
});
