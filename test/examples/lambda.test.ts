import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { EXAMPLES, emulatorEnvironment, ROOT, runNode, WorkFolder } from './run-program.ts';

const HANDLER = 'examples/lambda/handler.ts';
const EVENT = { bucket: 'arrivals', key: 'in/tickets.csv' };

/** What Lambda's runtime does: requires the handler, calls it, passes on what it gives. */
const RUNTIME = `
const { handler } = require(process.argv[2]);
handler(JSON.parse(process.argv[3])).then((given) => console.log(JSON.stringify(given)));
`;

/** Runs the command that the example's own comment gives, with another place to write to. */
function bundle(outfile: string): void {
  const source = readFileSync(path.join(ROOT, HANDLER), 'utf8');
  const [, command = ''] = /^ \* {5}npx esbuild (.+)$/m.exec(source) ?? [];
  const args = command.split(' ').filter((word) => !word.startsWith('--outfile='));
  const esbuild = path.join(ROOT, 'node_modules/esbuild/bin/esbuild');
  execFileSync(esbuild, [...args, `--outfile=${outfile}`, '--log-level=error'], { cwd: ROOT });
}

/** Names, sizes and times of everything in a folder. */
function stateOf(folder: string): readonly unknown[] {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return ['.', ...inside].map((name) => {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    return { name, size, mtimeMs };
  });
}

/** Root writes where it likes whatever chmod says, so node itself refuses all but the temporary folder. */
function readOnlyExcept(folder: string): readonly string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [permission, '--allow-fs-read=*', `--allow-fs-write=${folder}/*`];
}

async function putTickets(emulator: Emulator): Promise<void> {
  const s3 = new S3Client(emulator.clientConfig);
  await emulator.createBucket(EVENT.bucket);
  const Body = readFileSync(path.join(EXAMPLES, 'data/tickets.csv'));
  await s3.send(new PutObjectCommand({ Bucket: EVENT.bucket, Key: EVENT.key, Body }));
  s3.destroy();
}

/** A folder as Lambda has it: /var/task with the bundle, and /tmp. */
class LambdaHouse extends WorkFolder {
  readonly task: string = this.in('task');
  readonly tmp: string = this.in('tmp');

  constructor() {
    super();
    for (const folder of [this.task, this.tmp]) mkdirSync(folder);
    bundle(path.join(this.task, 'index.js'));
    writeFileSync(this.in('runtime.cjs'), RUNTIME);
    chmodSync(path.join(this.task, 'index.js'), 0o444);
    chmodSync(this.task, 0o555);
  }

  invoke(env: NodeJS.ProcessEnv) {
    const flags = readOnlyExcept(this.tmp);
    const program = [this.in('runtime.cjs'), path.join(this.task, 'index.js')];
    return runNode([...flags, ...program, JSON.stringify(EVENT)], {
      cwd: this.task,
      env: { ...env, TMPDIR: this.tmp },
    });
  }

  override [Symbol.dispose](): void {
    chmodSync(this.task, 0o755);
    super[Symbol.dispose]();
  }
}

describe('examples/lambda', () => {
  it('submits from a read-only folder, once for an event that comes twice', async () => {
    using house = new LambdaHouse();
    await using emulator = await createEmulator();
    await putTickets(emulator);
    const before = stateOf(house.task);
    const env = {
      ...emulatorEnvironment(emulator),
      DATASETS: 's3://arrivals/batch/',
      ROLE_ARN: `arn:aws:iam::${emulator.account}:role/Batch`,
    };

    const first = await house.invoke(env);
    const second = await house.invoke(env);

    expect(first).toMatchObject({ code: 0, stderr: '' });
    const submitted = JSON.parse(first.stdout);
    expect(submitted).toMatchObject({ records: 120, jobs: [emulator.jobs()[0]?.jobArn] });
    expect(submitted.uri).toMatch(/^s3:\/\/arrivals\/batch\/tickets-[0-9a-f]{12}\/$/);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(second.stdout)).toEqual(submitted);
    expect(emulator.jobs()).toHaveLength(1);
    expect(stateOf(house.task)).toEqual(before);
    expect(readdirSync(house.tmp)).toEqual(['dataset']);
  });

  it('says which setting is missing', async () => {
    using house = new LambdaHouse();
    await using emulator = await createEmulator();
    await putTickets(emulator);

    const ended = await house.invoke(emulatorEnvironment(emulator));

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('The environment variable DATASETS is not set');
  });
});
