import { z } from 'zod';

export default z.looseObject({
  max_tokens: z.int().max(500, 'no more than 500 tokens were budgeted'),
  messages: z.array(z.looseObject({ role: z.literal('user') })).max(1),
});
