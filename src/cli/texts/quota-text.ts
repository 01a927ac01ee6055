import type { UsedQuota, UsedQuotas } from '../../validators/index.ts';

/**
 * Says which quotas were used and why: one line, then one for each different reason.
 *
 * `Quotas: records-per-job applied in us-east-1; record-bytes from the table of 2026-11-20`
 */
export function usedQuotasText({ region, rows }: UsedQuotas): string {
  const options = groupBy(rows, (row) => originText(row, region));
  const groups = [...options].map(([origin, names]) => `${names.join(', ')} ${origin}`);
  return [`Quotas: ${groups.join('; ')}`, ...reasonLines(rows)].join('\n');
}

/** One line for each different reason, behind the quotas it is about. */
export function reasonLines(
  rows: readonly Pick<UsedQuota, 'option' | 'reason'>[],
): readonly string[] {
  const explained = rows.filter(({ reason }) => reason !== undefined);
  const options = groupBy(explained, ({ reason = '' }) => reason);
  return [...options].map(([reason, names]) => `${names.join(', ')}: ${reason}`);
}

function originText({ origin, readOn }: UsedQuota, region: string | undefined): string {
  const place = region === undefined ? '' : ` in ${region}`;
  switch (origin) {
    case 'given':
      return 'as given';
    case 'manifest':
      return 'as in the manifest';
    case 'applied':
      return `applied${place}`;
    case 'default':
      return `AWS's default${place}`;
    case 'table':
      return `from the table of ${String(readOn)}`;
  }
}

function groupBy<Row extends Pick<UsedQuota, 'option'>>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const names = groups.get(key);
    if (names === undefined) groups.set(key, [row.option]);
    else names.push(row.option);
  }
  return groups;
}
