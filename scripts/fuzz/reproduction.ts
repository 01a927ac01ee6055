import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FuzzInput } from './draw-input.ts';
import type { SubjectName } from './subjects.ts';

/** A file that shows what is wrong, for whoever mends it. */
export interface Reproduction {
  readonly wrong: string;
  readonly seed: number;
  readonly subject: SubjectName;
  readonly input: FuzzInput;
}

const LONGEST_SHOWN = 2000;

/** Writes a reproduction into a folder and gives its path. */
export function saveReproduction(folder: string, found: Reproduction): string {
  const { wrong, seed, subject, input } = found;
  const bytes = Buffer.from(input.bytes);
  const file = path.join(folder, `seed-${seed}.json`);
  const text = bytes.toString('utf8').slice(0, LONGEST_SHOWN);
  const saved = { wrong, seed, subject, text, base64: bytes.toString('base64'), cuts: input.cuts };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(saved, null, 2)}\n`);
  return file;
}

/** Reads a reproduction back. */
export function readReproduction(file: string): Reproduction {
  const saved = JSON.parse(readFileSync(file, 'utf8')) as Omit<Reproduction, 'input'> & {
    readonly base64: string;
    readonly cuts: readonly number[];
  };
  const { wrong, seed, subject, base64, cuts } = saved;
  return { wrong, seed, subject, input: { bytes: Buffer.from(base64, 'base64'), cuts } };
}
