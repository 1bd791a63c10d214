import { countRows } from '../../support/postgres/count-rows.ts';
import { tellStory } from '../../support/story/story.ts';
import { startOwnSystem } from '../../support/system/own-system.ts';

/** `npm run demo`: runs the story on the server with the given URL, or on its own server. */
async function main([url]: readonly string[]): Promise<void> {
  const say = (line: string) => console.log(line);
  if (url !== undefined) return tellStory({ url: url.replace(/\/$/, ''), say });
  const system = await startOwnSystem();
  try {
    await tellStory({ url: system.url, say, countRows: () => countRows(system.userDataUrl) });
  } finally {
    await system.stop();
  }
}

await main(process.argv.slice(2));
