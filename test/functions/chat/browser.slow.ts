import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gives, says, speaks } from '../../../infra/local/scripted-model/index.ts';
import { planFor } from '../../../infra/local/scripted-model/plans.ts';
import { type BrowserPage, findChromium, HOW_TO_GET_CHROMIUM, openPage } from '../../support/chat/browser.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../../support/chat/system.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)(
  `a page in a browser (needs Chromium: ${HOW_TO_GET_CHROMIUM})`,
  () => {
    let system: ChatSystem;
    let browser: BrowserPage;
    beforeAll(async () => {
      [system, browser] = await Promise.all([startChatSystem(), openPage(chromium ?? '')]);
    });
    afterAll(() => Promise.all([browser.stop(), system.stop()]));

    beforeEach(() => run(`open("${system.chatUrl.replace(/^ws:/, 'http:')}", "${WEB_TOKEN}")`));
    afterEach(async () => {
      await run('connection.stop()');
      browser.expectNoComplaint();
    });

    const run = (code: string) => browser.run(code);
    const received = (): Promise<{ message?: string; plan?: { sessions: object[] } }[]> => run('received');
    const invoke = (...call: string[]) => run(`connection.invoke(...${JSON.stringify(call)})`);

    it('negotiates, and is introduced to', async () => {
      system.model.script(speaks('Guten Tag! Ich bin dein Trainer.', { piece: 4, pause: 80 }));
      await invoke('Introduce', 'de-DE');
      const texts = (await received()).map(({ message }) => message);
      expect(texts.length).toBeGreaterThan(2);
      expect(texts.at(-1)).toBe('Guten Tag! Ich bin dein Trainer.');
      expect(system.model.calls[0]?.request.messages.at(-1)?.content).toContain('de-DE');
    });

    it('sees a plan grow', async () => {
      system.model.script((request) => gives({ answer: planFor(request) }, { pause: 10 }));
      await invoke('SendMessage', 'Make me a plan.');
      const sessions = (await received()).map(({ plan }) => plan?.sessions.length);
      expect(sessions.length).toBeGreaterThan(2);
      expect(sessions[0]).toBeLessThan(3);
      expect(sessions.at(-1)).toBe(3);
    });

    it('stops an answer, and keeps what came of it', async () => {
      system.model.script(speaks(`First ${'and then '.repeat(1_000)}`, { piece: 6, pause: 200 }));
      const answered = invoke('SendMessage', 'Tell me a story.');
      await expect.poll(async () => (await received()).length, { timeout: 15_000 }).toBeGreaterThan(0);
      await invoke('StopInProgress');
      await answered;
      await expect.poll(() => system.model.hungUp).toBe(1);
      expect((await received()).at(-1)?.message).toMatch(/^First /);
    });

    it('starts over after a restart', async () => {
      system.model.script(says('Hello.'));
      await invoke('SendMessage', 'My knee hurts.');
      await invoke('RestartChat');
      await invoke('SendMessage', 'Who are you?');
      expect((await received()).at(-1)).toEqual({ type: 'messageResponse', message: 'Hello.' });
      const asked = JSON.stringify(system.model.calls.at(-1)?.request.messages);
      expect(asked).toContain('Who are you?');
      expect(asked).not.toContain('knee');
    });
  },
);
