import { z } from 'zod';

export const row = z.object({
  title: z.string().min(1),
  year: z.string().regex(/^\d{4}$/, 'a year has four digits'),
});
