import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Terminal } from '../../src/cli/session/session.ts';

/** What a call of the command gave. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a call of the command differs from a plain one. */
export interface Circumstances {
  readonly stdin?: string | Uint8Array | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether stdout and stderr are terminals. */
  readonly isTTY?: boolean | undefined;
  /** How wide the terminals are. */
  readonly columns?: number | undefined;
}

/** A stream that keeps what is written to it. */
class Kept extends PassThrough {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly #pieces: Buffer[] = [];

  constructor(isTTY: boolean, columns: number | undefined) {
    super();
    this.isTTY = isTTY;
    this.columns = columns;
    this.on('data', (piece: Buffer) => this.#pieces.push(piece));
  }

  get text(): string {
    return Buffer.concat(this.#pieces).toString('utf8');
  }

  clearLine(): boolean {
    return true;
  }

  cursorTo(): boolean {
    return true;
  }

  moveCursor(): boolean {
    return true;
  }
}

/** Calls the command in this process. */
export async function runMain(
  argv: readonly string[],
  { stdin = '', env = {}, signal, isTTY = false, columns }: Circumstances = {},
): Promise<Ended> {
  const [stdout, stderr] = [new Kept(isTTY, columns), new Kept(isTTY, columns)];
  const code = await main(argv, {
    stdin: Readable.from([Buffer.from(stdin)]) as AsyncIterable<Uint8Array>,
    stdout: stdout as Terminal,
    stderr: stderr as Terminal,
    env,
    signal,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
