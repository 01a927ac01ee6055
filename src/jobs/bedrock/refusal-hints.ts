/** What a refusal's text is known to mean. */
interface RefusalHint {
  readonly text: RegExp;
  readonly hint: string;
}

/**
 * Texts of refused requests and their cure.
 *
 * Source: user reports of 2025 and 2026 and the batch inference pages of the Bedrock user guide; the texts are AWS's and may change, so
 * nothing but the hint depends on them.
 */
const HINTS: readonly RefusalHint[] = [
  {
    text: /iam:PassRole/i,
    hint: 'Give the caller iam:PassRole on the role, with the condition iam:PassedToService = bedrock.amazonaws.com',
  },
  {
    text: /batch inference is not supported for the requested model/i,
    hint: 'Name the model by an inference profile of the region (us., eu., apac., global.), or choose a model and region that batch inference supports',
  },
  {
    text: /on-demand throughput/i,
    hint: 'Name the model by an inference profile of the region (us., eu., apac., global.); where it has none, it is not served on demand there',
  },
  {
    text: /provided model identifier is invalid/i,
    hint: 'Check that the model exists in the region, and name it by its inference profile (us., eu., apac., global.) where it has no id of its own there',
  },
  {
    text: /account is not authorized to perform this action/i,
    hint: 'Open a support case with AWS: the account itself is not yet allowed to run batch inference, whatever its quotas say',
  },
  {
    text: /use case details have not been submitted/i,
    hint: 'Fill in the use case form of the provider on the model access page of the Bedrock console, then repeat the command',
  },
  {
    text: /provided ARN is invalid/i,
    hint: 'Name the job by its whole ARN, and use the region that is in the ARN',
  },
  {
    text: /aws:ResourceOrgID|service control policy/i,
    hint: 'Remove conditions such as aws:ResourceOrgID for foundation models: they belong to AWS, not to the organization',
  },
  {
    text: /job name is currently in use/i,
    hint: 'Choose another job name, or leave it out: Bedrock never frees the name of a job',
  },
];

/** Finds what to do about a text of Bedrock; undefined where it is not known. */
export function refusalHint(text: string): string | undefined {
  return HINTS.find((known) => known.text.test(text))?.hint;
}
