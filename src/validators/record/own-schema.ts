import {
  askSchema,
  type DiagnosticArgs,
  formatCount,
  formatPath,
  type PathStep,
  quote,
  requireSchema,
  type Severities,
  type StandardSchema,
} from '../../core/index.ts';
import { type Block, lineOf, OneByteJson } from '../../engine/index.ts';
import type { LinePlace } from './place.ts';

/** The options that decide whether a schema of the user is asked. */
export interface OwnSchemaOptions {
  readonly schema?: StandardSchema | undefined;
  readonly severities?: Severities | undefined;
}

/**
 * Gives the schema to ask; undefined where there is none, or where nobody wants to hear of it.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is no Standard Schema.
 */
export function schemaToAsk({ schema, severities }: OwnSchemaOptions): StandardSchema | undefined {
  requireSchema(schema, 'schema');
  return severities?.MODEL_INPUT_OWN_SCHEMA === 'off' ? undefined : schema;
}

/** A record that the engine accepted, so that its form is known. */
export interface AcceptedRecord {
  readonly recordId: string;
  readonly modelInput: unknown;
}

/** Something that the schema has against a model input. */
export interface OwnSchemaFinding {
  /** Path inside of the record. */
  readonly path: readonly PathStep[];
  readonly args: DiagnosticArgs['MODEL_INPUT_OWN_SCHEMA'];
}

/**
 * Asks the user's own schema about model inputs, one after the other.
 *
 * Memory: one parsed record.
 */
export class OwnSchema {
  readonly #schema: StandardSchema;
  readonly #json = new OneByteJson();

  constructor(schema: StandardSchema) {
    this.#schema = schema;
  }

  /** Parses an accepted line of a block. */
  parse(block: Block, index: number): AcceptedRecord {
    return JSON.parse(this.#json.textOf(lineOf(block, index))) as AcceptedRecord;
  }

  /** @throws {InvalidOptionError} `INVALID_OPTION` where the schema throws or answers with a promise. */
  findings(
    modelInput: unknown,
    place: LinePlace,
    recordId: string | undefined,
  ): readonly OwnSchemaFinding[] {
    const found = askSchema(this.#schema, modelInput, {
      option: 'schema',
      subject: () => nameRecord(place, recordId),
    });
    if (found.length === 0) return [];
    return found.map(({ path, ...says }) => ({
      path: ['modelInput', ...path],
      args: { path: formatPath(path), ...says },
    }));
  }
}

function nameRecord({ source, row, line }: LinePlace, recordId: string | undefined): string {
  const number = row === undefined ? `line ${formatCount(line)}` : `row ${formatCount(row)}`;
  const record = recordId === undefined ? 'the record' : `record ${quote(recordId)}`;
  return `${record} in ${number} of ${quote(source)}`;
}
