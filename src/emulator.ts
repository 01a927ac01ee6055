/**
 * S3, Bedrock batch inference and Service Quotas on the loopback: for tests, demonstrations and work without an account.
 *
 * @module
 */
export {
  type AnswerContext,
  type AnsweredRecord,
  type AnswerFunction,
  type BedrockCall,
  type BedrockFaults,
  type BedrockOperationName,
  type ClientConfig,
  type Credentials,
  createEmulator,
  type EmulatedJobStatus,
  type EmulatedModel,
  type EmulatedPolicy,
  type EmulatedQuota,
  type EmulatedRole,
  type EmulatedStatement,
  type Emulator,
  type EmulatorFaults,
  type EmulatorOptions,
  type Fault,
  type FoundationModels,
  type IdentityAction,
  type IdentityCall,
  type IdentityFaults,
  type JobSnapshot,
  type S3Call,
  type S3Faults,
  type ServiceQuotasCall,
  type ServiceQuotasFaults,
  type ServiceQuotasOperationName,
  type StateDurations,
} from './emulator/index.ts';
