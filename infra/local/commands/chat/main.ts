import { parseArgs } from 'node:util';
import { aiChatV2, weightUnits } from '../../../../lib/contract/chat-v2.ts';
import { DEVELOPMENT_WEB_KEY, readSecretVariables } from '../../../../lib/planner-config.ts';
import { readLocalConfig } from '../../config.ts';
import { fail } from '../../process.ts';
import { chatAtTerminal } from './at-terminal.ts';
import { openChat } from './connection.ts';
import type { Person } from './conversation.ts';
import { chatPiped } from './piped.ts';

const USAGE = `npm run chat [-- --url <ws://…/ai-chat-v2>] [--token '<store> <token>'] [--locale <xx-XX>] [--unit <unit>]
Chats with the planner, by default that of npm run dev. The unit of weights is kilograms or pounds.`;

interface Settings {
  readonly url: URL;
  readonly token: string;
  readonly person: Person;
}

/** @throws Error that names the invalid option. */
function readOptions(): Settings | undefined {
  const { WEB_AUTH_API_KEY = DEVELOPMENT_WEB_KEY } = readSecretVariables();
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: `ws://127.0.0.1:${readLocalConfig().PORT}${aiChatV2.path}` },
      token: { type: 'string', default: `Web ${WEB_AUTH_API_KEY}` },
      locale: { type: 'string', default: new Intl.DateTimeFormat().resolvedOptions().locale },
      unit: { type: 'string', default: 'kilograms' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const url = URL.parse(values.url);
  if (url === null || !/^(?:ws|http)s?:$/.test(url.protocol)) {
    throw new Error('--url must be an address such as ws://127.0.0.1:3000/ai-chat-v2.');
  }
  const unit = weightUnits.safeParse(values.unit).data;
  if (unit === undefined) throw new Error(`--unit must be one of: ${weightUnits.options.join(', ')}.`);
  return { url, token: values.token, person: { locale: values.locale, unit } };
}

/** `npm run chat`: chats with a running server, at a terminal or in a pipe. */
async function main(): Promise<void> {
  const settings = readOptions();
  if (settings === undefined) return console.log(USAGE);
  const chat = await openChat(settings.url, settings.token);
  const isAtTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const isGood = await (isAtTerminal ? chatAtTerminal : chatPiped)(chat, settings.person);
  if (!isGood) process.exitCode = 1;
}

main().catch(fail);
