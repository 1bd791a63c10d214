import * as z from 'zod/mini';
import { nothing } from './common.ts';
import { route } from './route.ts';

export const getHealth = route({
  name: 'health',
  methods: ['GET', 'HEAD'],
  path: '/health',
  summary: 'Reports that the API is up',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: nothing,
  response: z.literal('healthy'),
});
