import * as z from 'zod/mini';
import { nothing, password, text, uuid } from './common.ts';
import { route } from './route.ts';

const followSecret = z.object({ userId: uuid, password, followSecret: text(1, 40) });

export const putFollowSecret = route({
  name: 'follow-secret/put',
  methods: ['PUT'],
  path: '/follow-secret',
  summary: 'Adds a secret that gives access to the events of a user',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: followSecret,
  response: nothing,
});

export const deleteFollowSecret = route({
  name: 'follow-secret/delete',
  methods: ['POST'],
  path: '/follow-secret/delete',
  summary: 'Revokes a follow secret',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: followSecret,
  response: nothing,
});
