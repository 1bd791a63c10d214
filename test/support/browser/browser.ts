import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A page with the errors of its browser and the requests to other hosts while it was open. */
interface WatchedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** A headless browser that keeps nothing between pages. */
export interface WatchedBrowser {
  open(url: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  stop(): Promise<void>;
}

export async function startBrowser(executablePath: string): Promise<WatchedBrowser> {
  const browser: Browser = await chromium.launch({ executablePath });
  return {
    open: async (url, options) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol !== 'data:' && origin !== new URL(url).origin) complaints.push(`asked ${request.url()}`);
      });
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.url()} returned ${response.status()}`);
      });
      await page.goto(url);
      return { page, complaints };
    },
    stop: () => browser.close(),
  };
}
