import { setTimeout as sleep } from 'node:timers/promises';
import { says, speaks } from '../../../infra/local/scripted-model/index.ts';
import type { BenchApi } from './api.ts';
import type { ChatBench } from './chat-bench.ts';
import { openChat } from './chat-client.ts';
import { figure, type Table } from './report.ts';

const MAX_A_MESSAGE = 3;
/** The rate limit's. */
const MAX_AT_OPENING = MAX_A_MESSAGE + 1;
const STREAMED_SECONDS = 3;
const PIECES_A_SECOND = 10;

/** The Data API calls of each step of a chat. */
export async function measureChatCalls({ api, model, token }: ChatBench): Promise<Table> {
  model.script(says('Hello.'));
  // The first chat is cold.
  const first = await openChat(api.url, token);
  await first.call('SendMessage', 'Hello?', 3);
  await first.close();
  await settled(api);

  const rows: Table['rows'][number][] = [];
  const count = async <Result>(step: string, work: () => Promise<Result>, atMost?: number) => {
    const before = api.countCalls();
    const result = await work();
    await settled(api);
    rows.push({ step, 'Data API calls': figure(api.countCalls() - before, '', atMost) });
    return result;
  };
  const chat = await count('connect', () => openChat(api.url, token), 1);
  await count(
    'first message, which opens the chat',
    () => chat.call('Introduce', 'en-GB', 3, 'kilograms'),
    MAX_AT_OPENING,
  );
  await count('message', () => chat.call('SendMessage', 'Hello?', 3), MAX_A_MESSAGE);
  const pieces = STREAMED_SECONDS * PIECES_A_SECOND;
  model.script(speaks('x'.repeat(pieces), { piece: 1, pause: 1_000 / PIECES_A_SECOND }));
  await count(
    `message whose answer streams for ${STREAMED_SECONDS} s`,
    () => chat.call('SendMessage', 'A story.', 3),
    MAX_A_MESSAGE + STREAMED_SECONDS,
  );
  await count('stop', () => chat.call('StopInProgress'), 1);
  await count('restart', () => chat.call('RestartChat'), 1);
  await count('disconnect', () => chat.close(), 1);
  return {
    title: 'Data API calls of a chat',
    about: 'Warm. An answer looks once a second whether it is to stop.',
    rows,
  };
}

/** Waits until the work after a call has ended. */
async function settled(api: BenchApi): Promise<void> {
  for (let before = -1; before !== api.countCalls(); ) {
    before = api.countCalls();
    await sleep(300);
  }
}
