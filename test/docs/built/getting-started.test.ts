import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = new URL('../../../', import.meta.url);
const BIN = fileURLToPath(new URL('dist/cli/bin.js', ROOT));
const folder = useTemporaryFolder();

/** Blocks of the page that are of this command; those of AWS's own and of npm are for an account. */
async function blocksOf(page: string): Promise<readonly string[]> {
  const text = await readFile(fileURLToPath(new URL(page, ROOT)), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, code = '']) => code);
  return blocks.filter((code) => !/^(?:aws|npm) /m.test(code));
}

/** Runs a program of the shell with `bedrock-batch` on its path. */
async function run(program: string, env: NodeJS.ProcessEnv) {
  const shell = spawn('bash', ['-e', '-c', program], { cwd: folder.path, env });
  const pieces: string[] = [];
  for (const stream of [shell.stdout, shell.stderr])
    stream.on('data', (piece) => pieces.push(String(piece)));
  const code = await new Promise<number | null>((resolve) => shell.on('close', resolve));
  return { code, output: pieces.join('') };
}

describe('docs/getting-started.md', () => {
  it('leads from rows to outcomes, as it stands, where AWS is the emulator', async () => {
    const emulator = await createEmulator({ asOf: '2026-11-28' });
    onTestFinished(() => emulator.close());
    await emulator.createBucket('my-bucket');
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    const command = `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`;
    await writeFile(join(bin, 'bedrock-batch'), command, { mode: 0o755 });
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env['PATH']}`,
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
    };

    for (const block of await blocksOf('docs/getting-started.md')) {
      const { code, output } = await run(block, env);
      expect({ code, block, output }).toMatchObject({ code: 0 });
    }

    const trust: unknown = JSON.parse(await readFile(join(folder.path, 'trust.json'), 'utf8'));
    expect(trust).toMatchObject({ Statement: [{ Action: ['sts:AssumeRole'] }] });
    expect(emulator.jobs().map(({ status }) => status)).toEqual(['Completed']);
  });
});
