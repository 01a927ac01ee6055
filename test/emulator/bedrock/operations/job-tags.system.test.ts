import { ListTagsForResourceCommand } from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { setUp } from '../workbench.ts';

describe('the tags of a job', () => {
  it('are told by a call of their own', async () => {
    const { bedrock, create } = await setUp();
    const tags = [{ key: 'team', value: 'films' }];
    const tagged = await create({ jobName: 'tagged', tags });
    const plain = await create({ jobName: 'plain' });

    const ask = (resourceARN = '') => bedrock.send(new ListTagsForResourceCommand({ resourceARN }));
    expect(await ask(tagged)).toMatchObject({ tags });
    expect(await ask(plain)).toMatchObject({ tags: [] });
  });

  it('are not found of what is no job', async () => {
    const { bedrock } = await setUp();
    const resourceARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl';

    await expect(
      bedrock.send(new ListTagsForResourceCommand({ resourceARN })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
