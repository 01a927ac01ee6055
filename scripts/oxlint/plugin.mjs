// @ts-check
import { documentedExports } from './documented-exports.mjs';
import { exportedParams } from './exported-params.mjs';
import { fieldWords } from './field-words.mjs';
import { importTable } from './import-table.mjs';
import { messageStyle } from './message-style.mjs';

/** The house rules no published rule can say. */
export default {
  meta: { name: 'house' },
  rules: {
    'documented-exports': documentedExports,
    'exported-params': exportedParams,
    'field-words': fieldWords,
    'import-table': importTable,
    'message-style': messageStyle,
  },
};
