// What is known of models without their schemas: it loads no zod, so that a file in which all is plain is validated without it.
export { endOfLife } from './facts/end-of-life.ts';
export { type FamilyName } from './facts/family-name.ts';
export { isListed, LISTED_ON } from './facts/listed-ids.ts';
export { modelRowOf } from './facts/model-table.ts';
export { placeDoubt } from './facts/place-doubt.ts';
export { titleOf } from './families/plain-families.ts';
export { plainFormOf } from './families/plain-form.ts';
export { arnRegionOf, foundationModelOf, normalizeModelId, parseModelId } from './ids/model-id.ts';
export { profileFitsRegion } from './ids/profile-region.ts';
export { type S3Reference, s3ReferencesIn } from './media/s3-references.ts';
export { tokensInCache } from './outputs/usage.ts';
export { batchDoubtOf, type NamedResolution, resolveName } from './registry/model-lookup.ts';
export { nearestModel } from './registry/nearest-model.ts';
