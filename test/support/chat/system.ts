import { type ScriptedModel, startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import type { SystemOptions } from '../../../infra/local/system.ts';
import { WEB_KEY } from '../planner/counted-calls.ts';
import { startTestSystem, type TestSystem } from '../system/system.ts';

export const WEB_TOKEN = `Web ${WEB_KEY}`;

/** The API with its chat, and the model that it uses. */
export interface ChatSystem extends TestSystem {
  readonly model: ScriptedModel;
  /** `ws://…/ai-chat`. */
  readonly chatUrl: string;
  /** `ws://…/ai-chat-v2`: today's app. */
  readonly chatV2Url: string;
}

type Options = Parameters<typeof startTestSystem>[0];

/** @param planner settings in addition to a web key and a model. */
export async function startChatSystem(
  planner: SystemOptions['planner'] = {},
  options: Options = {},
): Promise<ChatSystem> {
  const model = await startScriptedModel();
  const system = await startTestSystem({
    ...options,
    planner: {
      WEB_AUTH_API_KEY: WEB_KEY,
      OPENAI_API_KEY: 'scripted',
      OPENAI_BASE_URL: model.url,
      ...planner,
    },
  });
  return {
    ...system,
    model,
    chatUrl: `${system.url.replace('http:', 'ws:')}/ai-chat`,
    chatV2Url: `${system.url.replace('http:', 'ws:')}/ai-chat-v2`,
    stop: async () => {
      await system.stop();
      await model.stop();
    },
  };
}
