import { DiagnosticCollector, type Report } from '../../src/core/index.ts';
import { type LineEngine, PlainLineEngine, type Verdicts } from '../../src/engine/index.ts';
import { modelTable } from '../../src/models/facts/model-table.ts';
import { plainFormOf } from '../../src/models/families/plain-form.ts';
import { families, type ModelFamily, resolveModel } from '../../src/models/index.ts';
import { type Shape } from '../../src/models/shape/shape.ts';
import { quotasFor } from '../../src/quotas/index.ts';
import { DatasetValidator } from '../../src/validators/checking/dataset-validator.ts';
import { JobRules } from '../../src/validators/job/job-rules.ts';
import { lineEngines } from '../../src/validators/reading/line-engines.ts';
import { explainerOf } from '../../src/validators/record/explainer.ts';
import type { ExplainModelInput } from '../../src/validators/record/record-validator.ts';

/** Sizes that a subject is validated with: small ones, so that lines cross them, and ones that make the engine's memory grow. */
const LIMITS = {
  small: { recordBytes: 2000, maxLineBytes: 3000 },
  large: { recordBytes: 3_000_000, maxLineBytes: 2_500_000 },
};

export type LimitsName = keyof typeof LIMITS;

/** Which rules bytes are validated by. */
export interface SubjectName {
  /** Beginning of a model's id; empty for a model that nobody knows. */
  readonly model: string;
  readonly invocationType: 'InvokeModel' | 'Converse';
  readonly limits: LimitsName;
}

/** What bytes are validated by: one model's rules, with both engines. */
export interface Subject {
  readonly name: SubjectName;
  readonly family: ModelFamily | undefined;
  /** What the fast engine accepts of a model input; absent where it takes any object. */
  readonly plainShape: Shape | undefined;
  readonly maxLineBytes: number;
  readonly explain: ExplainModelInput | undefined;
  /** Makes the fast engine ready for a new file. */
  readonly fastEngine: () => LineEngine;
  /** Makes a plain engine for a new file. */
  readonly plainEngine: () => LineEngine;
  /** Validates the lines of a file; the views of a block are needed until the next one. */
  readonly validate: (blocks: Iterable<Verdicts>) => Report;
}

/** Each model of the table with each invocation type that it has, and a model that nobody knows. */
export function subjectNames(limits: LimitsName): readonly SubjectName[] {
  const names = ['InvokeModel', 'Converse'] as const;
  const known = modelTable.flatMap(({ id: model }) =>
    names
      .filter((invocationType) => resolveModel(model, { invocationType }).kind === 'known')
      .map((invocationType): SubjectName => ({ model, invocationType, limits })),
  );
  requireAllFamilies(known);
  return [...known, { model: '', invocationType: 'InvokeModel', limits }];
}

/** Makes what bytes are validated by; a subject that was made is kept, because its engine takes 4 MiB. */
export function subjectOf(name: SubjectName): Subject {
  const key = JSON.stringify(name);
  const made = subjects.get(key) ?? makeSubject(name);
  subjects.set(key, made);
  return made;
}

const subjects = new Map<string, Subject>();

function requireAllFamilies(names: readonly SubjectName[]): void {
  const fuzzed = new Set(names.map((name) => familyOf(name)?.name));
  const left = families.filter(({ name }) => !fuzzed.has(name));
  if (left.length > 0) throw new Error(`No model of ${left[0]?.name} is in the table of models`);
}

function familyOf({ model, invocationType }: SubjectName): ModelFamily | undefined {
  const resolution = resolveModel(model, { invocationType });
  return resolution.kind === 'known' ? resolution.family : undefined;
}

function makeSubject(name: SubjectName): Subject {
  const family = familyOf(name);
  const { maxLineBytes, recordBytes } = LIMITS[name.limits];
  const foundationModel = name.model;
  const explain = explainerOf({
    family,
    foundationModel,
    modelId: name.model,
    custom: false,
    diagnostics: [],
  });
  const quotas = { ...quotasFor(undefined, {}).quotas, recordBytes, minRecordsPerJob: 1 };
  const rules = { explain, quotas, maxLineBytes, excerpts: true };
  const job = {
    isConverse: name.invocationType === 'Converse',
    excerpts: true,
    gathersObjects: false,
    acceptsAnything: family === undefined,
  };
  return {
    name,
    family,
    plainShape: family && plainFormOf(family, foundationModel)?.shape,
    maxLineBytes,
    explain,
    fastEngine: lineEngines({ family: family?.name, foundationModel, quotas, maxLineBytes }),
    plainEngine: () => new PlainLineEngine({ maxLineBytes }),
    validate(blocks) {
      const collector = new DiagnosticCollector({ keepPerCode: 1e6 });
      const jobRules = new JobRules(job, collector);
      const validator = new DatasetValidator(rules, collector, jobRules);
      validator.startJob('job');
      validator.startFile('file.jsonl');
      for (const block of blocks) validator.push(block);
      validator.finishFile();
      validator.finishJob();
      return collector.report(validator.sizes);
    },
  };
}

/** Puts pieces through an engine, as far as it has room for them at once; the views of a block are valid until the next one. */
export function* blocksOf(engine: LineEngine, pieces: Iterable<Uint8Array>) {
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const room = engine.room(piece.length - from);
      room.set(piece.subarray(from, from + room.length));
      const taken = Math.min(room.length, piece.length - from);
      yield engine.push(taken);
      from += taken;
    }
  }
  yield engine.finish();
}
