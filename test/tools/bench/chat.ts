import { startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { measureChatCalls } from './chat-calls.ts';
import { measureCrowd } from './chat-crowd.ts';
import { measureFirstMessage } from './chat-first-message.ts';
import { createDatabases } from './database.ts';
import type { Table } from './report.ts';

const WEB_KEY = 'a-web-key-for-the-bench';

/** The overhead of a chat over the model's own time, with a scripted model. */
export async function measureChat(postgres: OwnPostgres): Promise<Table[]> {
  const databases = await createDatabases(postgres, 'chat');
  const model = await startScriptedModel();
  const api = await startBenchApi(databases, {
    WEB_AUTH_API_KEY: WEB_KEY,
    OPENAI_API_KEY: 'scripted',
    OPENAI_BASE_URL: model.url,
    RATE_LIMIT_WEB_PER_DAY: 10_000,
    CHAT_MAX_ANSWERS: 1_000,
  });
  const bench = { api, model, token: `Web ${WEB_KEY}` };
  try {
    return [await measureChatCalls(bench), await measureFirstMessage(bench), await measureCrowd(bench)];
  } finally {
    await api.stop();
    await model.stop();
  }
}
