import { expect, it } from 'vitest';
import { validateDataset } from '../../src/validators/index.ts';

function* endless(): Generator<Uint8Array> {
  const line = '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n';
  const bytes = new TextEncoder().encode(line.repeat(1000));
  for (;;) yield bytes;
}

it('validateDataset() can be aborted while bytes come without a pause', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);

  const report = validateDataset(
    { bytes: endless() },
    { model: 'amazon.titan-embed-text-v2:0', signal: controller.signal },
  );

  await expect(report).rejects.toBe(reason);
});
