import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIST } from '../built.ts';

const LONGEST_LINE = 200;

describe('an error that nobody catches', () => {
  it('is printed without lines that are longer than a screen: the code it is thrown in has lines', () => {
    const program = `
      import { buildDataset } from 'bedrock-batch';
      await buildDataset('no-such-file.csv', { model: 'amazon.titan-embed-text-v2:0', prompt: '{{a}}', out: 'never' });
    `;
    const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: path.dirname(DIST),
      encoding: 'utf8',
    });

    expect(status).toBe(1);
    expect(stderr).toContain('SOURCE_NOT_FOUND');
    for (const line of stderr.split('\n')) expect(line.length).toBeLessThan(LONGEST_LINE);
  });
});
