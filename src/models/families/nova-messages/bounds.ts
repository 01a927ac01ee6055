import type { DoubtfulNumber } from '../../rules/doubtful.ts';

/** AWS documents it; the schema takes less too. */
export const novaTemperature: DoubtfulNumber = {
  path: ['inferenceConfig', 'temperature'],
  min: 0.00001,
  max: 1,
  doubt: 'that less is refused is reported nowhere',
};

export const MOST_TOP_K = 128;
