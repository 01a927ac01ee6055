import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../dist/cli/bin.js', import.meta.url));

/** How a process of the command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the command. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Where a process of the command works. */
export interface Place {
  readonly folder: string;
  /** Where it may put what is not to stay. */
  readonly temporary: string;
  /** Of S3 and Bedrock. */
  readonly endpoint: string;
}

/** Starts the command as its users do. */
export function startCommand(argv: readonly string[], place: Place): Started {
  const child = spawn(process.execPath, [BIN, ...argv], {
    cwd: place.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: place.folder,
      TMPDIR: place.temporary,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: place.endpoint,
    },
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    texts.stdout += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    texts.stderr += piece;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...texts,
  }));
  return { child, ended };
}
