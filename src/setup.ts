/**
 * Writes the least policies that jobs need, and looks whether AWS is set up for them.
 *
 * @module
 */
export {
  type BatchPolicies,
  type BatchPoliciesOptions,
  batchPolicies,
  type CheckName,
  type CheckSetupOptions,
  cdkOf,
  checkSetup,
  type IdentityClient,
  type PolicyDocument,
  type PolicyStatement,
  type SetupCheck,
  type SetupReport,
  terraformOf,
} from './setup/index.ts';
