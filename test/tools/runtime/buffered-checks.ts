import assert from 'node:assert/strict';
import type { Check } from './check.ts';
import { createUser } from './check.ts';
import { proxyEvent } from './proxy-event.ts';
import { buffered } from './responses.ts';

const PICTURE_BYTES = 2_000 * 1024;

/** Responses that are sent whole, and functions that nobody waits for. */
export const bufferedChecks: readonly Check[] = [
  {
    what: 'buffered, no database',
    name: 'health',
    run: async ({ invoke }) => {
      const health = buffered(await invoke('health', proxyEvent('GET', '/health')));
      assert.deepEqual([health.statusCode, health.body], [200, 'healthy']);
      return health.body;
    },
  },
  {
    what: 'buffered, database',
    name: 'user/create',
    run: async ({ invoke }) => {
      const created = buffered(await invoke('user/create', proxyEvent('POST', '/user/create', { body: {} })));
      assert.equal(created.statusCode, 200);
      return `user ${JSON.parse(created.body).id}`;
    },
  },
  {
    what: 'buffered, a large body',
    name: 'user/put',
    run: async ({ invoke, system }) => {
      const user = await createUser(system);
      const picture = Buffer.alloc(PICTURE_BYTES, 1).toString('base64');
      const body = { ...user, encryptedProfilePicture: picture, encryptionIV: '', rsaPublicKey: '' };
      const put = buffered(await invoke('user/put', proxyEvent('PUT', '/user', { body })));
      assert.deepEqual([put.statusCode, put.body], [200, '{}']);
      return `${picture.length} characters received`;
    },
  },
  {
    what: 'buffered, a problem',
    name: 'event/put',
    run: async ({ invoke }) => {
      const refused = buffered(await invoke('event/put', proxyEvent('PUT', '/event', { body: {} })));
      assert.deepEqual(
        [refused.statusCode, refused.headers['content-type']],
        [400, 'application/problem+json'],
      );
      return `400 with ${JSON.parse(refused.body).errors.length} field errors`;
    },
  },
  {
    what: 'by a deployment',
    name: 'migrate',
    run: async ({ invoke }) => {
      assert.deepEqual(buffered(await invoke('migrate', {})), { userData: [], rateLimit: [] });
      return 'nothing to do';
    },
  },
  {
    what: 'by the clock',
    name: 'purge',
    run: async ({ invoke }) => {
      assert.equal(buffered(await invoke('purge', {})).complete, true);
      return 'nothing to do';
    },
  },
];
