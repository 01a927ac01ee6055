import { afterEach, describe, expect, it, vi } from 'vitest';
import { CsvRenderer } from '../../../src/builders/rendering/csv-renderer.ts';
import { bytesOf } from '../../support/read-rows.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('CsvRenderer', () => {
  it.each([
    ['without WebAssembly', undefined],
    [
      'where WebAssembly has no SIMD',
      {
        Module: class {
          constructor() {
            throw new TypeError('invalid opcode 0xfd');
          }
        },
      },
    ],
  ])('leaves all rows to the machine %s', (_, api) => {
    vi.stubGlobal('WebAssembly', api);
    const options = { name: 'x', maxRowBytes: 1e6, delimiter: 0x2c };
    const template = { fields: 1, pieces: [0, bytesOf('\n')], needed: [] };
    const renderer = new CsvRenderer(
      options,
      Object.assign(() => template, { columns: ['a'] }),
    );
    const rows = [renderer.push(bytesOf('a\n1\r\n2')), renderer.finish()].flatMap((batches) =>
      [...batches].flatMap((batch) => {
        expect(batch.kind).toBe('rows');
        return batch.kind === 'rows' ? batch.rows.map((row) => row.text('a')) : [];
      }),
    );

    expect(rows).toEqual(['1', '2']);
    expect(renderer.failure).toBeUndefined();
  });
});
