// What is known of models without their schemas: it loads no zod, so that a file in which all is plain is validated without it.
export { placeDoubt } from './batch-regions.ts';
export { endOfLife } from './end-of-life.ts';
export { type FamilyName, familyTitles } from './family-titles.ts';
export { lifecycleOf } from './lifecycle.ts';
export { isListed, LISTED_ON } from './listed-ids.ts';
export { arnRegionOf, foundationModelOf, normalizeModelId, parseModelId } from './model-id.ts';
export { knowledgeOf, type NamedResolution, resolveName } from './model-lookup.ts';
export { nearestModel } from './nearest-model.ts';
export { plainFormOf } from './plain/plain-form.ts';
export { profileFitsRegion } from './profile-region.ts';
export { type S3Reference, s3ReferencesIn } from './s3-references.ts';
