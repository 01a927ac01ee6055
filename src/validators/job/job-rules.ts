import type { DiagnosticCollector } from '../../core/index.ts';
import type { Verdicts } from '../../engine/index.ts';
import type { ModelInputFinding } from '../../models/index.ts';
import type { CheckedRecord, SpotReporter } from '../record/checked-record.ts';
import { CachingNote } from './caching-note.ts';
import { InvocationTypes } from './invocation-types.ts';
import { lookCloserAtAlike, lookCloserAtReferences } from './look-closer.ts';
import type { ObjectInRecord } from './object-in-record.ts';
import { type JobInput, type ReferenceRules, S3References } from './s3-references.ts';

/** What {@link JobRules} are made for. */
export interface JobRulesOptions extends ReferenceRules {
  /** Whether engines accept records without looking into the model input, because its family is not known. */
  readonly acceptsAnything: boolean;
  /** Whether records with an error do not come into the job. Default false. */
  readonly leavesOutErrors?: boolean | undefined;
}

/**
 * The rules that hold over all records of a job: where its S3 objects are, that all records are of one invocation type, and what
 * caching is worth.
 *
 * Records that an engine accepts refer to no object and are of the job's own type, so only the others are added.
 * Memory: as {@link S3References}, and one place.
 */
export class JobRules {
  readonly #references: S3References;
  readonly #types = new InvocationTypes();
  readonly #caching: CachingNote;
  readonly #acceptsAnything: boolean;
  readonly #leavesOutErrors: boolean;
  readonly #collector: DiagnosticCollector;
  #source = '';
  /** Whether the line that others are like may be another one by now. */
  #isAnyTurned = false;

  constructor(options: JobRulesOptions, collector: DiagnosticCollector) {
    const { acceptsAnything, leavesOutErrors = false, ...rules } = options;
    this.#acceptsAnything = acceptsAnything;
    this.#leavesOutErrors = leavesOutErrors;
    this.#references = new S3References(rules);
    this.#collector = collector;
    this.#caching = new CachingNote(collector);
  }

  startJob(source: string, input: JobInput | undefined): void {
    this.#source = source;
    this.#references.startJob(source, input);
    this.#types.startJob();
    this.#caching.startJob(source);
  }

  /** Makes sure that no line which refers to an object is accepted; called ahead of each block. */
  prepare(block: Verdicts): void {
    this.#caching.take(block);
    if (!this.#acceptsAnything) return;
    if (lookCloserAtReferences(block)) this.#isAnyTurned = true;
    if (this.#isAnyTurned) lookCloserAtAlike(block);
  }

  add(record: CheckedRecord, reporter: SpotReporter): void {
    this.#references.add(record, reporter);
    this.#types.add(record);
  }

  /** Whether each record that is like the last one has to be added by itself. */
  get wantsEach(): boolean {
    return this.#references.wantsEach;
  }

  /** Adds records that are like one that was added: they refer to objects of the same folders, and the same was found in them. */
  addAlike(findings: readonly ModelInputFinding[], records: number): void {
    this.#types.addAlike(findings, records);
  }

  /** @param accepted Records of the job that an engine accepted. */
  finishJob(accepted: number): void {
    this.#references.finishJob(this.#collector);
    // those of the other type are left out then
    if (this.#leavesOutErrors && this.#collector.isError('MODEL_INPUT_INVOCATION_TYPE')) return;
    const mixed = this.#types.finishJob(this.#source, accepted);
    if (mixed !== undefined) this.#collector.add(mixed);
  }

  /** See {@link S3References.takeObjects}. */
  takeObjects(): readonly ObjectInRecord[] {
    return this.#references.takeObjects();
  }

  /** Objects that {@link takeObjects} would give. */
  get objectsWaiting(): number {
    return this.#references.objectsWaiting;
  }
}
