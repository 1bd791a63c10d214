import { randomUUID } from 'node:crypto';
import { gives } from '../../../infra/local/scripted-model/index.ts';
import type { ChatBench } from './chat-bench.ts';
import { type ChatClient, openChat } from './chat-client.ts';
import { figure, type Table } from './report.ts';
import { median } from './statistics.ts';

const CROWD = 100;
const MESSAGES = 5;
/** Pieces of an answer, and milliseconds between them: an answer takes the model a second. */
const PIECES = 21;
const PAUSE = 50;
const PIECE = 40;
/** The text before and after an answer. */
const FORM = JSON.stringify({ answer: '' });

/** Many chats at once, next to one alone. */
export async function measureCrowd(bench: ChatBench): Promise<Table> {
  const { model } = bench;
  model.script(({ messages }) =>
    gives({ answer: answerTo(messages.at(-1)?.content ?? '') }, { piece: PIECE, pause: PAUSE }),
  );
  await talk(bench, 1);
  const rows = [];
  for (const chats of [1, CROWD]) rows.push(await talk(bench, chats));
  return {
    title: 'Many chats at once',
    about:
      `Each with ${MESSAGES} messages, one after the other. The model takes ${(PIECES - 1) * PAUSE} ms for an answer.\n` +
      'Clients, model, gateway, functions, Data API and database are on the same cores.',
    rows,
  };
}

async function talk({ api, token }: ChatBench, chats: number) {
  const clients = await Promise.all(Array.from({ length: chats }, () => openChat(api.url, token)));
  const answers = (await Promise.all(clients.map(askAll))).flat();
  await Promise.all(clients.map((client) => client.close()));
  const firsts = answers.map(({ first, sent }) => first - sent);
  const wholes = answers.map(({ ended, sent }) => ended - sent);
  return {
    chats: String(chats),
    answers: figure(answers.length, ''),
    'wrong or in part': figure(answers.filter(({ isRight }) => !isRight).length, '', 0),
    'first words': figure(median(firsts), 'ms'),
    'the latest': figure(Math.max(...firsts), 'ms'),
    'whole answer': figure(median(wholes), 'ms'),
    'the longest': figure(Math.max(...wholes), 'ms'),
  };
}

async function askAll(client: ChatClient) {
  const answers = [];
  for (let round = 0; round < MESSAGES; round += 1) {
    const question = randomUUID();
    const heard = await client.call('SendMessage', question, 3);
    answers.push({ ...heard, isRight: heard.text === answerTo(question) });
  }
  return answers;
}

const answerTo = (question: string) =>
  `${question} `.repeat(PIECES * PIECE).slice(0, PIECES * PIECE - FORM.length);
