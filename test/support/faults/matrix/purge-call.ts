import { duesOf } from '../../postgres/dues.ts';
import { insertUser } from '../../users/known-users.ts';
import type { MatrixCall } from './call.ts';
import type { Reply } from './reply.ts';

/** The hourly purge. No client calls it; its caller learns of a failure and calls it again. */
export const purgeCall: MatrixCall = {
  name: 'the purge',
  functions: ['purge'],
  kind: 'in parts',
  prepare: async (system) => {
    const user = await insertUser(system);
    const dues = duesOf(system, user);
    for (const expiry of ['now()', `now() + interval '1 hour'`]) {
      await dues.addEvents(expiry);
      await dues.addSharedItem(expiry);
    }
    for (const age of ['4 hours', '1 hour']) await dues.addChat(age);
    for (const age of ['25 hours', '1 hour']) await dues.addRateLimit(age);
    const send = async (): Promise<Reply> => {
      const { functionError } = await system.functions.invoke('purge', {});
      return functionError === undefined ? { kind: 'completed', result: 'purged' } : { kind: 'cut off' };
    };
    return { send };
  },
};
