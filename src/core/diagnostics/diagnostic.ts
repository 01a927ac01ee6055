import * as build from '../catalogue/build.ts';
import type { ArgsOf, CatalogueEntry, Severity } from '../catalogue/entry.ts';
import * as jsonl from '../catalogue/jsonl.ts';
import * as model from '../catalogue/model.ts';
import * as modelInput from '../catalogue/model-input.ts';
import * as ownSchema from '../catalogue/own-schema.ts';
import * as quota from '../catalogue/quota.ts';
import * as record from '../catalogue/record.ts';
import * as s3 from '../catalogue/s3.ts';
import * as shard from '../catalogue/shard.ts';

/** The typed args of each diagnostic code. */
export interface DiagnosticArgs
  extends ArgsOf<typeof jsonl>,
    ArgsOf<typeof record>,
    ArgsOf<typeof modelInput>,
    ArgsOf<typeof ownSchema>,
    ArgsOf<typeof model>,
    ArgsOf<typeof quota>,
    ArgsOf<typeof s3>,
    ArgsOf<typeof build>,
    ArgsOf<typeof shard> {}

/** A permanent code: area first, then what is wrong. Branch on it, never on the message. */
export type DiagnosticCode = keyof DiagnosticArgs;

/** Where a diagnostic stands. */
export interface Location {
  /** File path, S3 URI, `stdin`, or what the caller named the source. */
  readonly source: string;
  /** 1-based row of the source, for a record on its way into a dataset; then there is no line. */
  readonly row?: number | undefined;
  /** 1-based line. */
  readonly line?: number | undefined;
  /** 1-based column in UTF-16 units, as editors count. */
  readonly column?: number | undefined;
  /** 0-based offset in the bytes of the source. */
  readonly byteOffset?: number | undefined;
  readonly recordId?: string | undefined;
  /** JSON path inside the record, such as `modelInput.messages[0].content`; or inside the row that a schema for rows refuses. */
  readonly path?: string | undefined;
}

/** The part of a line around a diagnostic. Made harmless to print only by the reporter. */
export interface Excerpt {
  /** Text around the spot, at most 80 UTF-16 units. */
  readonly text: string;
  /** 0-based offset of the marked part in `text`. */
  readonly offset: number;
  /** Length of the marked part, at least 1. */
  readonly length: number;
  /** Whether text was cut away before and after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/**
 * Something about the user's records: plain data, collected, never thrown, rendered elsewhere.
 */
export interface Diagnostic<Code extends DiagnosticCode = DiagnosticCode> {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong and why, with the actual value. */
  readonly message: string;
  /** What to do. */
  readonly hint?: string | undefined;
  readonly location: Location;
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
  /** Another place that belongs to it, such as where an id was first used. */
  readonly related?: readonly Location[] | undefined;
  readonly excerpt?: Excerpt | undefined;
  readonly args: DiagnosticArgs[Code];
}

/** What a caller gives to {@link diagnose} besides the code. */
export interface Finding<Code extends DiagnosticCode> {
  readonly location: Location;
  readonly args: DiagnosticArgs[Code];
  readonly related?: readonly Location[] | undefined;
  readonly excerpt?: Excerpt | undefined;
}

const catalogue: { readonly [Code in DiagnosticCode]: CatalogueEntry<DiagnosticArgs[Code]> } = {
  ...jsonl,
  ...record,
  ...modelInput,
  ...ownSchema,
  ...model,
  ...quota,
  ...s3,
  ...build,
  ...shard,
};

/** All codes of the catalogue, area by area. */
export const diagnosticCodes: readonly DiagnosticCode[] = Object.keys(
  catalogue,
) as DiagnosticCode[];

/** Tells whether a text is a diagnostic code. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(catalogue, text);
}

/** The severity a code has when nobody changed it. */
export function defaultSeverity(code: DiagnosticCode): Severity {
  return catalogue[code].severity;
}

/** Tells whether a code is about a key, whatever its value is. */
export function isAboutKey(code: DiagnosticCode): boolean {
  return catalogue[code].marks === 'key';
}

/** Makes a diagnostic; its texts come from the catalogue. */
export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  finding: Finding<Code>,
): Diagnostic<Code> {
  const entry: CatalogueEntry<DiagnosticArgs[Code]> = catalogue[code];
  const { args } = finding;
  return Object.freeze({
    code,
    severity: entry.severity,
    message: entry.message(args),
    hint: entry.hint?.(args),
    location: finding.location,
    expected: entry.expected?.(args),
    received: entry.received?.(args),
    related: finding.related,
    excerpt: finding.excerpt,
    args,
  });
}
