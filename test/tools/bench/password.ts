import { randomUUID } from 'node:crypto';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { createDatabases } from './database.ts';
import { figure, type Table } from './report.ts';
import { send } from './request.ts';
import { median, timed } from './statistics.ts';

const USERS = 15;
const WARM_UP_USERS = 3;
const MAX_PERCENT = 5;

/** A call with a password, and the same again: the second time, nothing is hashed. */
export async function measurePasswords(postgres: OwnPostgres): Promise<Table> {
  const api = await startBenchApi(await createDatabases(postgres, 'password'));
  const first: number[] = [];
  const second: number[] = [];
  try {
    for (let user = -WARM_UP_USERS; user < USERS; user += 1) {
      const account = await send(api.url, { method: 'POST', path: '/v2/user/create', body: {} });
      const { id: userId, password }: { id: string; password: string } = JSON.parse(account);
      const call = () => {
        const body = { userId, password, followSecret: randomUUID() };
        return timed(() => send(api.url, { method: 'PUT', path: '/v2/follow-secret', body }));
      };
      const times = [await call(), await call()] as const;
      if (user < 0) continue;
      first.push(times[0]);
      second.push(times[1]);
    }
  } finally {
    await api.stop();
  }
  const [firstTime, secondTime] = [median(first), median(second)];
  return {
    title: 'Password calls',
    about: `PUT /v2/follow-secret of ${USERS} users, twice each; medians.`,
    rows: [
      { call: 'first', time: figure(firstTime, 'ms'), 'of the first': figure(100, '%') },
      {
        call: 'right after',
        time: figure(secondTime, 'ms'),
        'of the first': figure((secondTime / firstTime) * 100, '%', MAX_PERCENT),
      },
    ],
  };
}
