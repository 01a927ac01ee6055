import type { PolicyStatement } from './policy-document.ts';

/**
 * Allows the use of a KMS key by way of S3, and no other; undefined where there is no key.
 *
 * Source: Bedrock User Guide, "Create a custom service role for batch inference": `kms:ViaService` names S3, not Bedrock.
 */
export function keyStatement(
  Sid: string,
  Action: readonly string[],
  { key, region }: { readonly key: string | undefined; readonly region: string },
): PolicyStatement | undefined {
  if (key === undefined) return undefined;
  const Condition = { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } };
  return { Sid, Effect: 'Allow', Action, Resource: [key], Condition };
}
