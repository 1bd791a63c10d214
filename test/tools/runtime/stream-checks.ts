import assert from 'node:assert/strict';
import type { Check } from './check.ts';
import { createUser } from './check.ts';
import { proxyEvent } from './proxy-event.ts';
import { brokenOff, streamed } from './responses.ts';

/** Of a picture that takes several pages. */
const PICTURE_BYTES = 2_000 * 1024;

const getUser = (id: string) =>
  proxyEvent('GET', '/user/{idOrLookup}', { pathParameters: { idOrLookup: id } });

/** Responses that are sent page by page. */
export const streamChecks: readonly Check[] = [
  {
    what: 'streamed',
    name: 'event/get-many',
    run: async ({ invoke, system }) => {
      const { id } = await createUser(system);
      const users = [{ userId: id, followSecret: 'none', since: '0001-01-01T00:00:00Z' }];
      const events = streamed(
        await invoke('event/get-many', proxyEvent('POST', '/events', { body: { users } })),
      );
      assert.deepEqual(JSON.parse(events.body), { events: [], invalidFollowSecrets: ['none'] });
      return events.body;
    },
  },
  {
    what: 'streamed, a large body',
    name: 'user/get',
    run: async ({ invoke, system }) => {
      const { id } = await createUser(system, PICTURE_BYTES);
      const { head, body } = streamed(await invoke('user/get', getUser(id)));
      assert.equal(head.statusCode, 200);
      const picture = Buffer.from(JSON.parse(body).encryptedProfilePicture, 'base64');
      assert.equal(picture.length, PICTURE_BYTES);
      return `${body.length} bytes`;
    },
  },
  {
    what: 'streamed, a problem',
    name: 'user/get',
    run: async ({ invoke }) => {
      const { head, body } = streamed(await invoke('user/get', getUser('nobody')));
      assert.deepEqual([head.statusCode, head.headers['content-type']], [404, 'application/problem+json']);
      return `404, request ${JSON.parse(body).requestId}`;
    },
  },
  {
    what: 'streamed, breaks off',
    name: 'user/get',
    run: async ({ invoke, system }) => {
      const { id } = await createUser(system, PICTURE_BYTES);
      let pages = 0;
      system.dataApi.faults.fail('AccessDeniedException', { when: () => ++pages > 2 });
      const { head, body, error } = brokenOff(await invoke('user/get', getUser(id)));
      assert.equal(head.statusCode, 200);
      assert.throws(() => JSON.parse(body), SyntaxError);
      const next = streamed(await invoke('user/get', getUser(id)));
      assert.equal(JSON.parse(next.body).id, id);
      return `after ${body.length} bytes by ${error}, and the process lives on`;
    },
  },
];
