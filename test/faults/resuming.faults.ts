import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '../../lib/config.ts';
import { feedCalls, prepare } from '../support/calls/feed-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

/** Makes calls at once, each for a user of its own, on whom the faults don't fall. */
async function sendUnder(api: TestSystem, orderFaults: () => void, calls = feedCalls) {
  const requests = await Promise.all(
    calls.map(async (call) => {
      const user = await insertUser(api);
      await prepare(api, user);
      return { call, user };
    }),
  );
  orderFaults();
  return Promise.all(requests.map(async ({ call, user }) => ({ call, answer: await call.send(api, user) })));
}

/** The calls that were not answered by 200, with their answers. */
const refused = (answers: Awaited<ReturnType<typeof sendUnder>>) =>
  answers.filter(({ answer }) => answer.status !== 200);

const someCalls = feedCalls.filter(({ name }) => /^(event|inbox)\//.test(name));

describe('a cluster that resumes', () => {
  let api: TestSystem;
  beforeAll(async () => {
    api = await startTestSystem();
  });
  afterAll(() => api.stop());

  it('is waited for by every call', async () => {
    const answers = await sendUnder(api, () => api.dataApi.faults.resume({ milliseconds: 1_500 }));
    expect(refused(answers)).toEqual([]);
  });

  it('may fail otherwise when it has come back', async () => {
    const answers = await sendUnder(api, () => {
      api.dataApi.faults.resume({ milliseconds: 2_500 });
      api.dataApi.faults.fail('DatabaseUnavailableException', { times: 2 });
    });
    expect(refused(answers)).toEqual([]);
  });
});

describe('one that takes longer than a call may wait', () => {
  let api: TestSystem;
  beforeAll(async () => {
    const settings = { DATABASE_RESUME_SECONDS_BUFFERED: 0, DATABASE_RESUME_SECONDS_STREAMED: 2 };
    api = await startTestSystem({ settings });
  });
  afterAll(() => api.stop());

  it.each(someCalls)(
    'is answered by 503 where the answer is buffered, and waited for where it is streamed: $name',
    async (call) => {
      const order = () => api.dataApi.faults.fail('DatabaseResumingException');
      const [request] = await sendUnder(api, order, [call]);
      expect(request?.answer.status).toBe(call.transfer === 'stream' ? 200 : 503);
    },
  );

  it('is answered by 503 with the seconds after which it is back', async () => {
    const order = () => api.dataApi.faults.resume({ milliseconds: 60_000 });
    const answers = await sendUnder(api, order, someCalls);
    api.dataApi.faults.clear();
    for (const { answer } of answers) {
      expectProblem(answer, 503);
      expect(answer.headers.get('retry-after')).toBe('30');
    }
  });

  it('leaves other failures to be mended', async () => {
    const order = () => api.dataApi.faults.fail('ServiceUnavailableError', { times: 3 });
    const answers = await sendUnder(api, order, someCalls);
    expect(refused(answers)).toEqual([]);
  });
});

it('by default, buffered calls wait 20 s and streamed ones 40 s', () => {
  expect(config).toMatchObject({
    DATABASE_RESUME_SECONDS_BUFFERED: 20,
    DATABASE_RESUME_SECONDS_STREAMED: 40,
  });
});
