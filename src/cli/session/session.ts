import { once } from 'node:events';
import { printableJson } from '../../core/index.ts';
import type { ReporterOptions } from '../reporters/reporter.ts';
import { wantsColor } from '../terminal/color.ts';
import { wrapText } from '../terminal/wrap-text.ts';

/** A stream that text is written to, perhaps a terminal. */
export type Terminal = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** What a command needs of its process. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean | undefined };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Interrupts the command; the reason says why. */
  readonly signal?: AbortSignal | undefined;
}

/** Flags of every command. */
export interface CommonFlags {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** Only of commands that show diagnostics. */
  readonly maxDiagnostics?: number | undefined;
}

/**
 * One call of the command: its streams, what it was told about printing, and how it will end.
 *
 * What was asked for goes to stdout, prose to stderr.
 */
export class Session {
  readonly streams: Streams;
  /** What the process ends with where nothing is thrown. */
  exitCode = 0;
  /** What is left behind when the command is interrupted now; one sentence without a period. */
  remains: string | undefined;
  /** Flag of the command that shows more diagnostics. */
  moreBy: string | undefined;
  #flags: CommonFlags = {};
  #hasWritten = false;
  readonly #closing: (() => void)[] = [];

  constructor(streams: Streams) {
    this.streams = streams;
  }

  /** Tells the session how the command is to print; called first by each command. */
  begin(flags: CommonFlags): void {
    this.#flags = flags;
  }

  /** Closes something when the command has ended, however it did. */
  closeAtEnd(what: { close(): void }): void {
    this.#closing.push(() => what.close());
  }

  /** Closes what was to be closed at the end. */
  end(): void {
    for (const close of this.#closing.splice(0)) close();
  }

  get signal(): AbortSignal | undefined {
    return this.streams.signal;
  }

  get isJson(): boolean {
    return this.#flags.json === true;
  }

  get isQuiet(): boolean {
    return this.#flags.quiet === true;
  }

  /** Whether stdout holds something already, so that a document behind it would spoil both. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** Writes text to stdout, and waits while its reader is slow. */
  write(text: string): Promise<void> {
    return this.#write(text);
  }

  /** Writes bytes to stdout, as {@link Session.write} does; they may change afterwards. */
  writeBytes(bytes: Uint8Array): Promise<void> {
    return bytes.length === 0 ? Promise.resolve() : this.#write(Uint8Array.from(bytes));
  }

  async #write(what: string | Uint8Array): Promise<void> {
    const { stdout } = this.streams;
    this.#hasWritten ||= what.length > 0;
    if (stdout.write(what)) return;
    try {
      await once(stdout, 'drain', { signal: this.signal });
    } catch (error) {
      this.signal?.throwIfAborted();
      throw error;
    }
  }

  /** Writes a line to stdout. */
  print(line: string): Promise<void> {
    return this.write(`${line}\n`);
  }

  /** Writes a value to stdout as one JSON document. */
  printJson(value: unknown): Promise<void> {
    return this.print(printableJson(value));
  }

  /** Says something to the person who runs the command, as wide as the terminal; not with `--quiet` or `--json`. */
  say(text: string): void {
    if (!this.isQuiet && !this.isJson) this.complain(text);
  }

  /** Writes to stderr whatever the flags say, as wide as the terminal. */
  complain(text: string): void {
    this.streams.stderr.write(`${wrapText(text, this.widthOf('stderr'))}\n`);
  }

  /** Writes prose to stdout, as wide as the terminal. */
  tell(text: string): Promise<void> {
    return this.print(wrapText(text, this.widthOf('stdout')));
  }

  /** Columns of a terminal; undefined where a stream is none, or does not know how wide it is. */
  widthOf(stream: 'stdout' | 'stderr'): number | undefined {
    const { isTTY, columns } = this.streams[stream];
    return isTTY === true && columns !== undefined && columns > 0 ? columns : undefined;
  }

  /** How a report is rendered there: as many diagnostics as `--max-diagnostics` says, which the command may have or not. */
  reporterOptions(stream: 'stdout' | 'stderr', usual: number): ReporterOptions {
    const { maxDiagnostics } = this.#flags;
    return {
      maxDiagnostics: maxDiagnostics ?? usual,
      isMostAsked: maxDiagnostics !== undefined,
      moreBy: this.moreBy,
      color: this.colorFor(stream),
      width: this.widthOf(stream),
    };
  }

  colorFor(stream: 'stdout' | 'stderr'): boolean {
    return wantsColor(this.streams[stream], this.streams.env);
  }
}
