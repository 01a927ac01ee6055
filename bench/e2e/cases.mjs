// @ts-check
import { buildCases } from './cases/build-cases.mjs';
import { loadCases } from './cases/load-cases.mjs';
import { machinesCase } from './cases/machines-case.mjs';
import { resultsCase } from './cases/results-case.mjs';
import { sealCases } from './cases/seal-case.mjs';
import { startCases } from './cases/start-cases.mjs';
import { tableCase } from './cases/table-case.mjs';
import { uploadCases } from './cases/upload-case.mjs';
import { validateCases } from './cases/validate-cases.mjs';

/** @type {readonly import('./variant.mjs').Case[]} */
export const CASES = [
  ...validateCases,
  ...startCases,
  ...buildCases,
  ...uploadCases,
  resultsCase,
  tableCase,
  machinesCase,
  ...sealCases,
  ...loadCases,
];
