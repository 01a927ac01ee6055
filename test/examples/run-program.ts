import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Emulator } from '../../src/emulator/index.ts';

export const ROOT: string = path.resolve(import.meta.dirname, '../..');
export const EXAMPLES: string = path.join(ROOT, 'examples');

/** What a program left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs node with the arguments; nothing in its environment names a real account. */
export function runNode(args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}) {
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    cwd,
    env: { ...harmlessEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs an example as its reader would, with tsx. */
export function runExample(
  file: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<Ended> {
  const program = path.join(EXAMPLES, file);
  return runNode(['--import', import.meta.resolve('tsx'), program, ...args], options);
}

function harmlessEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR'].map((name) => [name, process.env[name]] as const);
  return {
    ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

/** What `bedrock-batch emulator` tells its user to export. */
export function emulatorEnvironment({ endpoint, region, credentials }: Emulator) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}

/** A folder that is removed when its block ends. */
export class WorkFolder {
  readonly path: string = realpathSync(mkdtempSync(path.join(tmpdir(), 'examples-')));

  in(...names: readonly string[]): string {
    return path.join(this.path, ...names);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
