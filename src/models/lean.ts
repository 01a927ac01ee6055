// What is known of models without their schemas: it loads no zod, so that a file in which all is plain is validated without it.
export { placeDoubt } from './batch-regions.ts';
export type { FamilyName } from './family-titles.ts';
export { foundationModelOf } from './model-id.ts';
export { knowledgeOf, resolveName } from './model-lookup.ts';
export { nearestModel } from './nearest-model.ts';
export { plainFormOf } from './plain/plain-form.ts';
export { profileFitsRegion } from './profile-region.ts';
export { type S3Reference, s3ReferencesIn } from './s3-references.ts';
