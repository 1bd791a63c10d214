import { parseArgs } from 'node:util';
import { DEVELOPMENT_WEB_KEY, readSecretVariables } from '../../../../lib/config.ts';
import { aiChat } from '../../../../lib/contract/chat.ts';
import { readLocalConfig } from '../../config.ts';
import { fail } from '../../process.ts';
import { chatAtTerminal } from './at-terminal.ts';
import { openChat } from './connection.ts';
import { chatPiped } from './piped.ts';

const USAGE = `npm run chat [-- --url <ws://…/ai-chat>] [--token '<store> <token>'] [--locale <xx-XX>]
A chat with the planner, by default with that of npm run dev.`;

interface Settings {
  readonly url: URL;
  readonly token: string;
  readonly locale: string;
}

/** @throws Error that names a wrong option. */
function readOptions(): Settings | undefined {
  const { WEB_AUTH_API_KEY = DEVELOPMENT_WEB_KEY } = readSecretVariables();
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: `ws://127.0.0.1:${readLocalConfig().PORT}${aiChat.path}` },
      token: { type: 'string', default: `Web ${WEB_AUTH_API_KEY}` },
      locale: { type: 'string', default: new Intl.DateTimeFormat().resolvedOptions().locale },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const url = URL.parse(values.url);
  if (url === null || !/^(?:ws|http)s?:$/.test(url.protocol)) {
    throw new Error('--url must be an address such as ws://127.0.0.1:3000/ai-chat.');
  }
  return { url, token: values.token, locale: values.locale };
}

/** `npm run chat`: talks to a running server, at a terminal or in a pipe. */
async function main(): Promise<void> {
  const settings = readOptions();
  if (settings === undefined) return console.log(USAGE);
  const chat = await openChat(settings.url, settings.token);
  const isAtTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const isGood = await (isAtTerminal ? chatAtTerminal : chatPiped)(chat, settings.locale);
  if (!isGood) process.exitCode = 1;
}

main().catch(fail);
