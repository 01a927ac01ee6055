export { bareReport } from './bare-report.ts';

import { compact } from './compact.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './reporter.ts';

/** Names of the reporters, as `--reporter` takes them. */
export type ReporterName = 'pretty' | 'compact' | 'json' | 'github';

/** All reporters by their names. */
export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  pretty,
  compact,
  json,
  github,
};
