import { fails, type Script } from '../../../../infra/local/scripted-model/index.ts';
import { WEB_TOKEN } from '../../chat/system.ts';
import { sessionAttributes, workoutAttributes } from '../../planner/planner.ts';
import type { MatrixCall } from './call.ts';
import { ask } from './feed-calls.ts';

const meteredCall = (path: 'workout' | 'session', attributes: object, model?: Script): MatrixCall => ({
  name: `POST /ai/${path}${model === undefined ? '' : ', the model fails'}`,
  functions: [`ai/${path}`],
  ...(model !== undefined && { mayStayCounted: true }),
  prepare: async (system) => {
    system.model.script(...(model === undefined ? [] : [model]));
    const headers = { authorization: WEB_TOKEN };
    return { send: () => ask(() => system.call('POST', `/v2/ai/${path}`, { attributes }, headers)) };
  },
});

/** The calls that need a purchase token. */
export const meteredCalls: readonly MatrixCall[] = [
  meteredCall('workout', workoutAttributes()),
  meteredCall('session', sessionAttributes()),
  meteredCall('session', sessionAttributes(), fails(400)),
];
