import { describe, expect, it } from 'vitest';
import { defaultOutputUri } from '../../../src/jobs/index.ts';
import { manifestOf } from '../fixture.ts';

describe('defaultOutputUri()', () => {
  it('lies beside the uploaded dataset', () => {
    const uri = defaultOutputUri('s3://bucket/batch', manifestOf(1));

    expect(uri).toMatch(/^s3:\/\/bucket\/batch\/texts-[0-9a-f]{12}-output\/$/);
  });
});
