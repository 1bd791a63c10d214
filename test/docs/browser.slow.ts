import axe from 'axe-core';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser, type WatchedBrowser } from '../support/browser/browser.ts';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../support/chat/browser.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

const chromium = findChromium();

/** The screens that the pages are viewed on. */
const looks = ['light', 'dark'].flatMap((colorScheme) => [
  { name: `${colorScheme} and wide`, colorScheme, viewport: { width: 1280, height: 900 } },
  { name: `${colorScheme} on a phone`, colorScheme, viewport: { width: 390, height: 844 } },
]) as { name: string; colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } }[];

describe.skipIf(chromium === undefined)(
  `the pages in a browser (needs Chromium: ${HOW_TO_GET_CHROMIUM})`,
  // The pages are megabytes of script.
  { timeout: 60_000 },
  () => {
    let api: TestSystem;
    let browser: WatchedBrowser;
    beforeAll(async () => {
      [api, browser] = await Promise.all([startTestSystem(), startBrowser(chromium ?? '')]);
    });
    afterAll(() => Promise.all([browser.stop(), api.stop()]));

    const open = (path: string, look: BrowserContextOptions = {}) =>
      browser.open(`${api.url}${path}`, { ...look });

    describe.for(looks)('$name', ({ colorScheme, viewport }) => {
      test.for([
        ['/docs', 'Creates a user with generated credentials'],
        ['/redoc', 'Conventions'],
      ] as const)('%s is all there, fits, and asks nothing of other hosts', async ([path, words]) => {
        const { page, complaints } = await open(path, { colorScheme, viewport });
        await page.getByRole('heading', { name: 'First steps' }).first().waitFor();
        await page.getByText(words).first().waitFor({ state: 'attached' });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          viewport.width,
        );
        expect((await brightness(page)) < 128).toBe(colorScheme === 'dark');
        expect(complaints).toEqual([]);
        await page.context().close();
      });
    });

    test.for(
      ['/docs', '/redoc'].flatMap((path) =>
        (['light', 'dark'] as const).map((scheme) => [path, scheme] as const),
      ),
    )('all text on %s can be read when it is %s', async ([path, colorScheme]) => {
      const { page } = await open(path, { colorScheme, bypassCSP: true });
      await page.getByRole('heading', { name: 'First steps' }).first().waitFor();
      for (const method of ['get', 'post', 'put', 'head']) {
        // All of them at once would take the check minutes.
        const call = page.locator(`.opblock-${method} .opblock-summary-control`).first();
        if (path === '/docs') await call.click();
      }
      expect(await lowContrasts(page)).toEqual([]);
      await page.context().close();
    });

    test('Redoc shows a call that is chosen, below /v2 too', async () => {
      const { page, complaints } = await open('/v2/redoc');
      await page.getByText('Events', { exact: true }).first().click();
      await page.getByText('Creates or replaces an event of a user').first().click();
      await page.getByText('The initialisation vector of the payload').first().waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('"Try it out" creates a user, below no stage', async () => {
      const { page, complaints } = await open('/docs');
      const user = await tryOut(page, 'Users-createUser');
      expect((await api.call('GET', `/v2/user/${user.id}`)).body).toMatchObject({ lookup: user.lookup });
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('with "Try it out" alone a user is created, and an event published and fetched', async () => {
      const { page, complaints } = await open('/v2/docs');
      const { id, password } = await tryOut(page, 'Users-createUser');
      const change = { userId: id, password };
      const { followSecret } = await exampleOf(page, 'Following-putFollowSecret');
      expect(await tryOut(page, 'Following-putFollowSecret', change)).toEqual({});
      expect(await tryOut(page, 'Events-putEvent', change)).toEqual({});
      const users = [{ userId: id, followSecret, since: '0001-01-01T00:00:00Z' }];
      const { events } = await tryOut(page, 'Events-getEvents', { users });
      expect(events).toMatchObject([{ userId: id, encryptedEventPayload: 'SGVsbG8=' }]);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);

/** The texts with less than WCAG's contrast of 4.5 to their background, each with the reason. */
async function lowContrasts(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  return await page.evaluate<string[]>(
    `axe.run({ runOnly: ['color-contrast'] }).then(({ violations }) =>
      violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => html + failureSummary)))`,
  );
}

/** The brightness of the page's background at its right edge, from 0 to 255. */
const brightness = (page: Page) =>
  page.evaluate<number>(
    `(() => {
      const canvas = document.body.appendChild(document.createElement('div'));
      canvas.style.background = 'Canvas';
      const grounds = [...document.elementsFromPoint(innerWidth - 3, innerHeight / 2), canvas]
        .map((each) => getComputedStyle(each).backgroundColor.match(/[\\d.]+/g).map(Number));
      return Math.max(...grounds.find(([, , , alpha = 1]) => alpha > 0).slice(0, 3));
    })()`,
  );

/** Opens a call to be tried, unless it is. @returns where it is on the page. */
async function toTry(page: Page, operation: string): Promise<Locator> {
  const call = page.locator(`#operations-${operation}`);
  const button = call.getByRole('button', { name: 'Try it out' });
  if (!(await call.locator('.opblock-body').isVisible()))
    await call.locator('.opblock-summary-control').click();
  if (await call.locator('.btn.execute').isHidden()) await button.click();
  return call;
}

/** The body that a call is tried with when nothing is changed. */
const exampleOf = async (page: Page, operation: string) =>
  JSON.parse(await (await toTry(page, operation)).locator('textarea').inputValue());

/** Sends a call as a person does: its example, changed. @returns the answer that the page shows. */
async function tryOut(page: Page, operation: string, change: object = {}) {
  const call = await toTry(page, operation);
  const body = { ...(await exampleOf(page, operation)), ...change };
  await call.locator('textarea').fill(JSON.stringify(body));
  await call.getByRole('button', { name: 'Execute' }).click();
  const answer = call.locator('.live-responses-table .response-col_description code').first();
  await answer.waitFor();
  return JSON.parse(await answer.innerText());
}
