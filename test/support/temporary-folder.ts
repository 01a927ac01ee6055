import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

interface Folder {
  readonly path: string;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'bedrock-batch-test-'));
}

/** Gives each test of the file a folder of its own, removed afterwards. */
export function useTemporaryFolder(): Folder {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await newFolder();
  });
  afterEach(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
}

/** Gives the tests of the file one folder, for what is made once and then only read or copied. */
export function useSharedFolder(): Folder {
  const folder = { path: '' };
  beforeAll(async () => {
    folder.path = await newFolder();
  });
  afterAll(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
}
