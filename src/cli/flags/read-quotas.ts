import type { QuotaOverrides } from '../../quotas/index.ts';

/**
 * Reads what `--quota` was given; the table of quotas is loaded only here.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a quota that does not exist or a value it cannot have.
 */
export async function readQuotas(
  texts: readonly string[] | undefined,
): Promise<QuotaOverrides | undefined> {
  if (texts === undefined) return undefined;
  const { parseQuotaOption } = await import('../../quotas/index.ts');
  return Object.fromEntries(texts.map(parseQuotaOption));
}
