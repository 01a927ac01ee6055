import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  makeOwnerFile,
  newToken,
  ownerWorks,
  readOwnerFile,
} from '../../../src/io/owner/owner-file.ts';
import { livenessOf, thisProcess } from '../../../src/io/owner/process-identity.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
let files = 0;
const newPath = () => join(folder.path, `owner-${(files += 1)}`);

const text = fc.string({ unit: 'binary', maxLength: 255 });
const process = fc.record(
  {
    pid: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    host: text,
    machine: text,
    boot: text,
    namespace: text,
    start: text,
  },
  { requiredKeys: ['pid', 'host'] },
);

describe('readOwnerFile()', () => {
  it('always gives what was written, and never writes over it', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...ownerWorks), process, async (work, who) => {
        const path = newPath();
        const since = '2026-11-29T15:00:00.000Z';
        const owner = { token: newToken(), work, since, process: who };
        fc.pre(Buffer.byteLength(JSON.stringify(owner)) < 4000);
        fc.pre(Object.values(who).every((value) => String(value).isWellFormed()));

        expect(await makeOwnerFile(path, owner)).toBe(true);
        expect(await makeOwnerFile(path, { ...owner, token: newToken() })).toBe(false);
        expect(await readOwnerFile(path)).toEqual(owner);
      }),
    ));

  it('never throws, and never says anything that stands in the file', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.jsonValue().map(withKeys)),
        async (content) => {
          const path = newPath();
          await writeFile(path, content);
          const read = await readOwnerFile(path);
          if (read === undefined) throw new Error('it was written');
          if ('fault' in read) expect(read.fault).toMatch(/^[ "a-zA-Z,]+$/);
        },
      ),
    ));
});

/** An owner file with one value that is none of its. */
function withKeys(value: unknown): string {
  return JSON.stringify({ version: 1, token: 'a'.repeat(32), work: value, pid: value, host: 'h' });
}

describe('livenessOf()', () => {
  it('never takes this process, or one of another machine, for one that has ended', () =>
    fc.assert(
      fc.property(process, (who) => {
        const here = thisProcess();
        const elsewhere = { ...who, host: `${here.host}-not` };

        expect(livenessOf(here)).toBe('running');
        expect(livenessOf(elsewhere)).toBe('unknown');
        expect(livenessOf({ ...here, machine: `${who.machine} not` })).toBe('unknown');
      }),
    ));
});
