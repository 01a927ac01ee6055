import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { requiringSdk } from '../../../scripts/bundle-command.mjs';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { DIST } from '../built.ts';

const FOLDER = path.join(DIST, 'cli');
/** Of the command itself, and not of the worker, which loads no SDK. */
const FILES = readdirSync(FOLDER).filter((name) => name.startsWith('aws-'));
const textOf = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

describe('the command that is built', () => {
  it('requires the SDK, which takes less than an import of it', () => {
    const requiring = FILES.filter((name) => /sdkPackage\(["`]@aws-sdk\//.test(textOf(name)));

    expect(requiring.some((name) => name.startsWith('aws-s3-'))).toBe(true);
    expect(requiring.some((name) => name.startsWith('aws-bedrock-'))).toBe(true);
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js')))
      expect(textOf(name)).not.toMatch(/\}from"@(?:aws-sdk|smithy)\//);
  });
});

describe('requiringSdk()', () => {
  const folder = useTemporaryFolder();

  /** Runs a file of a bundle; gives what it says. */
  async function run(code: string): Promise<string> {
    const file = path.join(folder.path, 'file.mjs');
    await writeFile(file, code);
    const { stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    return stderr;
  }

  it('says of a package that is not there what an import says', async () => {
    const code = 'import { S3Client as Client } from "@aws-sdk/client-s3";\nnew Client();\n';
    const required = requiringSdk(code, 'file.mjs') ?? '';

    const [said, expected] = [await run(required), await run(code)];

    const lineOf = (text: string) =>
      text.split('\n').find((line) => line.includes('client-s3') && line.startsWith('Error'));
    expect(required).toContain('S3Client: Client } = await sdkPackage');
    expect(lineOf(said)).toMatch(/^Error \[ERR_MODULE_NOT_FOUND\]/);
    expect(lineOf(said)).toBe(lineOf(expected));
  });

  it('leaves alone what is of no SDK, and refuses what it does not know', () => {
    expect(requiringSdk('import { z } from "zod";\n', 'a.js')).toBeNull();
    expect(() => requiringSdk('import * as sdk from "@aws-sdk/client-s3";\n', 'a.js')).toThrow(
      'a.js imports the SDK in a way that is not known here',
    );
  });
});
