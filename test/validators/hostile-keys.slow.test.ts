import { describe, expect, it } from 'vitest';
import { validateDataset } from '../../src/validators/index.ts';
import { MODELS, optionsFor } from './support/hostile-models.ts';

const MILLION = 1_000_000;
const models = Object.entries(MODELS);

describe.each(models.slice(0, 1).concat(models.slice(-1)))(
  'a million keys for %s',
  (_family, model) => {
    const members = Array.from({ length: MILLION }, (_, index) => `"k${index}":${index}`).join(',');

    it('of one model input cost little and give few findings', async () => {
      const line = `{"recordId":"1","modelInput":{${members}}}`;

      const report = await validateDataset(
        { bytes: [Buffer.from(`${line}\n`)] },
        optionsFor(model),
      );

      expect(report.records).toBe(1);
      expect(report.valid).toBe(model === MODELS['no family']);
      expect(report.diagnostics.length).toBeLessThanOrEqual(1000);
    });

    it('of one record are all counted, and the first ones kept', async () => {
      const line = `{"recordId":"1","modelInput":{"x":1},${members}}`;

      const report = await validateDataset(
        { bytes: [Buffer.from(`${line}\n`)] },
        optionsFor(model),
      );

      expect(report.counts).toContainEqual({
        code: 'RECORD_UNKNOWN_KEY',
        severity: 'warning',
        count: MILLION,
      });
      expect(report.diagnostics.length).toBeLessThanOrEqual(1100);
    });

    it('that are all the same are no reason to hang', async () => {
      const same = Array.from({ length: MILLION / 10 }, () => '"a":1').join(',');

      const report = await validateDataset(
        { bytes: [Buffer.from(`{"recordId":"1","modelInput":{${same}}}\n`)] },
        optionsFor(model),
      );

      expect(report.records).toBe(1);
    });
  },
);
