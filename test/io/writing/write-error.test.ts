import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeError } from '../../../src/io/writing/write-error.ts';

function hintAt(path: string, code: string): unknown {
  const cause = Object.assign(new Error(code), { code, syscall: 'open' });
  return (writeError(path, cause) as { hint?: unknown }).hint;
}

describe('writeError()', () => {
  it.each(['ENOENT', 'ENOTDIR', 'EACCES', 'EROFS', 'ENOSPC'])(
    'names TMPDIR where the folder for temporary files gives %s',
    (code) => {
      expect(hintAt(tmpdir(), code)).toMatch(/^Set TMPDIR, on Windows TEMP, /);
      expect(hintAt(join(tmpdir(), '.bedrock-batch-ids.0'), code)).toMatch(/^Set TMPDIR/);
    },
  );

  it('leaves what stands in a folder that was named, and faults of no folder, as they are', () => {
    expect(hintAt(join(tmpdir(), 'films'), 'ENOENT')).toMatch(/^Let the folder be/);
    expect(hintAt(join(tmpdir(), 'films/.bedrock-batch-work-0'), 'EACCES')).toMatch(/^Allow/);
    expect(hintAt(tmpdir(), 'EIO')).toMatch(/^Check the disk/);
  });
});
