import fc from 'fast-check';
import { startChatSystem } from '../chat/system.ts';
import { startScriptedService } from '../stores/scripted-service.ts';
import { insertUser } from '../users/known-users.ts';
import { eventSteps, slowEventSteps } from './event-steps.ts';
import { letterSteps } from './letter-steps.ts';
import {
  CALLS_A_DAY,
  CHAT_ANSWERS,
  endConversation,
  plannerSteps,
  startConversation,
} from './planner-steps.ts';
import { pollSteps } from './poll-steps.ts';
import { Teller } from './teller.ts';
import { slowUserSteps, userSteps } from './user-steps.ts';
import { emptyWorld, join } from './world.ts';

const USERS = 4;

interface Told {
  readonly seed: number;
  readonly stories: number;
  readonly calls: number;
  readonly storyFaults: number;
  readonly retried: number;
}

/**
 * Runs random stories of several users on a system, and checks each call against an in-memory model of the contract.
 *
 * @param seed reproduces the same stories.
 * @throws the first difference, with the story that led to it and the seed.
 */
export async function tellStories(options: {
  readonly stories: number;
  readonly steps: number;
  readonly seed: number;
}): Promise<Told> {
  const { stories, steps, seed } = options;
  await using store = await startScriptedService();
  store.script({ json: { subscriber: { entitlements: { pro: { expires_date: null } } } } });
  const api = await startChatSystem({
    REVENUECAT_BASE_URL: store.url,
    REVENUECAT_API_KEY: 'k',
    RATE_LIMIT_MOBILE_PER_DAY: CALLS_A_DAY,
    CHAT_MAX_ANSWERS: CHAT_ANSWERS,
  });
  const teller = new Teller(api);
  // fast-check chooses one of the kinds at random.
  const quick = [...userSteps, ...eventSteps, ...pollSteps, ...letterSteps, ...plannerSteps];
  const kinds = [...quick, ...quick, ...quick, ...slowUserSteps, ...slowEventSteps];
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands(kinds, { maxCommands: steps, size: 'max' }), async (story) => {
        const model = emptyWorld();
        for (let user = 0; user < USERS; user += 1) join(model, await insertUser(api));
        model.conversations.push(await startConversation(api, model.customers[0]));
        await fc.asyncModelRun(() => ({ model, real: teller }), story);
        for (const conversation of model.conversations.slice())
          await endConversation(api, model, conversation);
      }),
      { seed, numRuns: stories, endOnFailure: true },
    );
  } finally {
    await api.stop();
  }
  const { calls, storyFaults, retried } = teller;
  return { seed, stories, calls, storyFaults, retried };
}
