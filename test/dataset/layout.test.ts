import { describe, expect, it } from 'vitest';
import { jobFolder, outcomesPath, shardPath } from '../../src/dataset/index.ts';

describe('layout', () => {
  it('names jobs, shards and outcomes', () => {
    expect(jobFolder(3)).toBe('jobs/0003');
    expect(shardPath(3, 12)).toBe('jobs/0003/shard-00012.jsonl');
    expect(outcomesPath('main', 'jobs/0003')).toBe('runs/main/outcomes/0003.jsonl');
  });
});
