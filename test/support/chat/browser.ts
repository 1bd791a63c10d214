import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { listen } from '../../../infra/local/listen.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Instructions to install what {@link findChromium} looks for. */
export const HOW_TO_GET_CHROMIUM = 'apt-get install chromium, or set CHROMIUM_PATH to an executable';

/** The executable of a Chromium on this machine, if there is one. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return PATH.split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page of another origin than the API's, in a headless browser. */
export interface BrowserPage {
  /** Runs an expression in the page. @throws Error when it throws. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read any property.
  run(code: string): Promise<any>;
  /** @throws Error when the browser has reported an error. */
  expectNoComplaint(): void;
  stop(): Promise<void>;
}

/** Opens `page.html`, with SignalR's own client for browsers. */
export async function openPage(executablePath: string): Promise<BrowserPage> {
  const files = new Map([
    ['/', { type: 'text/html', content: await readFile(new URL('./page.html', import.meta.url)) }],
    ['/signalr.js', { type: 'text/javascript', content: await readFile(SIGNALR) }],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url);
    if (file === undefined) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': file.type }).end(file.content);
  });
  const port = await listen(server);
  const browser = await chromium.launch({ executablePath });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  await page.goto(`http://localhost:${port}/`);
  return {
    run: async (code) => {
      // An error's own stack is the page's, which vitest takes for files of this machine.
      const outcome = `(async () => ({ value: await (${code}) }))().catch((error) => ({ error: String(error) }))`;
      const { value, error } = await page.evaluate<{ value?: unknown; error?: string }>(outcome);
      if (error !== undefined) throw new Error(error);
      return value;
    },
    expectNoComplaint: () => {
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
    stop: async () => {
      await browser.close();
      server.close();
    },
  };
}

const SIGNALR = 'node_modules/@microsoft/signalr/dist/browser/signalr.js';
