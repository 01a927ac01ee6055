export type {
  AnswerContext,
  AnsweredRecord,
  AnswerFunction,
} from './bedrock/answers/answerer.ts';
export type { FoundationModels } from './bedrock/bedrock.ts';
export type { BedrockCall, BedrockFaults } from './bedrock/bedrock-handler.ts';
export type { EmulatedJobStatus } from './bedrock/jobs/job.ts';
export type { JobSnapshot } from './bedrock/jobs/job-snapshot.ts';
export type { EmulatedModel } from './bedrock/operations/foundation-models.ts';
export type { StateDurations } from './bedrock/running/job-runner.ts';
export type { OperationName as BedrockOperationName } from './bedrock/wire/bedrock-wire.ts';
export type { ClientConfig } from './client-config.ts';
export { createEmulator, type Emulator } from './emulator.ts';
export type { EmulatorFaults, EmulatorOptions } from './emulator-options.ts';
export type { Fault } from './http/fault.ts';
export type { EmulatedPolicy, EmulatedRole, EmulatedStatement } from './iam/emulated-policy.ts';
export type { IdentityAction } from './iam/iam-actions.ts';
export type { IdentityCall, IdentityFaults } from './iam/identity-handler.ts';
export type { S3Call, S3Faults } from './s3/faults.ts';
export type { EmulatedQuota } from './service-quotas/emulated-quotas.ts';
export type {
  ServiceQuotasCall,
  ServiceQuotasFaults,
} from './service-quotas/service-quotas-handler.ts';
export type { OperationName as ServiceQuotasOperationName } from './service-quotas/service-quotas-wire.ts';
export type { Credentials } from './signature/credentials.ts';
