import { type DatasetJob, datasetDigest, type Manifest } from '../../dataset/index.ts';
import type { BuildPlan } from './build-plan.ts';

/** What a build wrote. */
export interface Built extends Pick<Manifest, 'records' | 'bytes' | 'padding' | 'repeats'> {
  readonly jobs: readonly DatasetJob[];
  /** Absent where the source has no rows to join. */
  readonly rows: Omit<NonNullable<Manifest['rows']>, 'id'> | undefined;
}

/** Makes the manifest of what a build was to do and what it wrote. */
export function buildManifest(plan: BuildPlan, built: Built): Manifest {
  const { name, model, baseModel, invocationType, buildKey, quotas, idTemplate } = plan;
  const { jobs, rows, repeats, records, bytes, padding } = built;
  return {
    version: 1,
    name,
    digest: datasetDigest({ jobs, model, invocationType }),
    buildKey,
    rows: rows === undefined ? undefined : { ...rows, id: idTemplate },
    repeats,
    model,
    baseModel,
    invocationType,
    quotas,
    records,
    bytes,
    jobs,
    padding,
  };
}
