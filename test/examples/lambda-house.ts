import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ended, ROOT, runNode, WorkFolder } from './run-program.ts';

/** What Lambda's runtime does: requires the bundle, calls a handler, passes on what it gives. */
const RUNTIME = `
const { [process.argv[3]]: handler } = require(process.argv[2]);
handler(JSON.parse(process.argv[4])).then((given) => console.log(JSON.stringify(given)));
`;

/** Runs the command that an example's own comment gives, with another place to write to. */
export function bundleExample(file: string, outfile: string): void {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const [, command = ''] = /^ \* {5}npx esbuild (.+)$/m.exec(source) ?? [];
  const args = command.split(' ').filter((word) => !word.startsWith('--outfile='));
  const esbuild = path.join(ROOT, 'node_modules/esbuild/bin/esbuild');
  execFileSync(esbuild, [...args, `--outfile=${outfile}`, '--log-level=error'], { cwd: ROOT });
}

/** Names, sizes and times of everything in a folder. */
export function stateOf(folder: string): readonly unknown[] {
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

/** What is called, and as whom. */
export interface Invocation {
  readonly handler?: string;
  readonly event: unknown;
  readonly env: NodeJS.ProcessEnv;
}

/** A folder as Lambda has it: /var/task with the bundle of an example, and /tmp. */
export class LambdaHouse extends WorkFolder {
  readonly task: string = this.in('task');
  readonly tmp: string = this.in('tmp');

  constructor(file: string) {
    super();
    for (const folder of [this.task, this.tmp]) mkdirSync(folder);
    bundleExample(file, path.join(this.task, 'index.js'));
    writeFileSync(this.in('runtime.cjs'), RUNTIME);
    chmodSync(path.join(this.task, 'index.js'), 0o444);
    chmodSync(this.task, 0o555);
  }

  invoke({ handler = 'handler', event, env }: Invocation): Promise<Ended> {
    const flags = readOnlyExcept(this.tmp);
    const program = [this.in('runtime.cjs'), path.join(this.task, 'index.js')];
    return runNode([...flags, ...program, handler, JSON.stringify(event)], {
      cwd: this.task,
      env: { ...env, TMPDIR: this.tmp },
    });
  }

  override [Symbol.dispose](): void {
    chmodSync(this.task, 0o755);
    super[Symbol.dispose]();
  }
}
