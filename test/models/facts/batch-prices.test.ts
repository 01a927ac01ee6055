import { describe, expect, it } from 'vitest';
import { modelTable } from '../../../src/models/index.ts';

const priced = modelTable.flatMap(({ id, price }) => (price === undefined ? [] : [{ id, price }]));

describe('prices of batch jobs', () => {
  it.each(priced)('are more than nothing, and of each place one: $id', ({ price }) => {
    const all = [price, ...(price.elsewhere ?? [])];

    for (const { input, output } of all) {
      expect(input).toBeGreaterThan(0);
      expect(output).toBeGreaterThanOrEqual(input);
    }
    const places = all.flatMap(({ regions, profile = '' }) =>
      (regions.length === 0 ? ['any'] : regions).map((region) => `${region} ${profile}`),
    );
    expect(new Set(places).size).toBe(places.length);
  });

  it('are those of AWS at the places that were read', () => {
    const priceOf = (name: string) => priced.find(({ id }) => id === name)?.price;

    expect(priceOf('amazon.nova-lite-v1:0')).toMatchObject({ input: 0.03, output: 0.12 });
    expect(priceOf('amazon.nova-lite-v1:0')?.elsewhere).toContainEqual({
      input: 0.044,
      output: 0.176,
      regions: ['eu-west-3'],
    });
    expect(priceOf('zai.glm-4.7')).toMatchObject({ input: 0.3, output: 1.1 });
  });
});
